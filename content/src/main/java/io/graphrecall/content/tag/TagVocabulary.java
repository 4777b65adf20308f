package io.graphrecall.content.tag;

import io.graphrecall.content.encode.DotProducts;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.PhraseFinder;
import io.graphrecall.schema.TagRecord;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Known tags with their example counts, phrases and vectors of their names. */
final class TagVocabulary {

    /** Maximum number of tags, the most frequent ones. */
    private static final int MAX_TAGS = 20_000;

    private final List<String> tags;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final int[] counts;
    private final boolean[] recorded;
    private final PhraseFinder<Integer> phrases = new PhraseFinder<>();
    private final DotProducts names;

    private TagVocabulary(List<Map.Entry<String, Integer>> counted, List<TagRecord> taxonomy, TextEncoder encoder) {
        this.tags = counted.stream().map(Map.Entry::getKey).toList();
        this.counts = counted.stream().mapToInt(Map.Entry::getValue).toArray();
        this.recorded = new boolean[tags.size()];
        for (int tag = 0; tag < tags.size(); tag++) {
            ordinals.put(tags.get(tag), tag);
            phrases.add(tags.get(tag), tag);
        }
        for (TagRecord tagRecord : taxonomy) {
            Integer tag = ordinals.get(tagRecord.tag().key());
            if (tag != null) {
                recorded[tag] = true;
                tagRecord.synonyms().forEach(synonym -> phrases.add(synonym, tag));
            }
        }
        names = new DotProducts(Arrays.asList(encoder.encode(tags)));
    }

    static TagVocabulary of(List<TaggedText> examples, List<TagRecord> taxonomy, TextEncoder encoder) {
        Map<String, Integer> counts = new TreeMap<>();
        for (TagRecord tagRecord : taxonomy) {
            counts.put(tagRecord.tag().key(), 0);
            if (tagRecord.parent() != null) {
                counts.putIfAbsent(tagRecord.parent().key(), 0);
            }
        }
        examples.forEach(example -> example.tags().forEach(tag -> counts.merge(tag, 1, Integer::sum)));
        List<Map.Entry<String, Integer>> mostUsed = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(MAX_TAGS).toList();
        return new TagVocabulary(mostUsed, taxonomy, encoder);
    }

    String tag(int ordinal) {
        return tags.get(ordinal);
    }

    /** Ordinal of a tag; -1 if it is unknown. */
    int ordinal(String tag) {
        return ordinals.getOrDefault(tag, -1);
    }

    /** Number of examples with a tag. */
    int count(int ordinal) {
        return counts[ordinal];
    }

    /** True if the tag is in the taxonomy. */
    boolean isRecorded(int ordinal) {
        return recorded[ordinal];
    }

    /** Returns the tag of a name or synonym; empty if it is unknown. */
    Optional<String> named(String name) {
        return phrases.of(name).stream().findFirst().map(tags::get);
    }

    List<Integer> namedIn(String text) {
        return phrases.in(text);
    }

    /** Returns the cosine similarities of texts and tag names, [texts, tags]. */
    float[][] similarities(List<float[]> texts) {
        return names.of(texts);
    }
}
