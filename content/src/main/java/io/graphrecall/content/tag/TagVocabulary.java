package io.graphrecall.content.tag;

import io.graphrecall.content.encode.DotProducts;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.PhraseFinder;
import io.graphrecall.schema.TagRecord;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags there are: how many texts have each, by what phrases texts name it, and what its name means. */
final class TagVocabulary {

    /** Tags that are compared by meaning, the most used ones. */
    private static final int MOST = 20_000;

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
        for (TagRecord one : taxonomy) {
            Integer tag = ordinals.get(one.tag().key());
            if (tag != null) {
                recorded[tag] = true;
                one.synonyms().forEach(synonym -> phrases.add(synonym, tag));
            }
        }
        names = new DotProducts(Arrays.asList(encoder.encode(tags)));
    }

    /** The tags of the taxonomy and of the examples. */
    static TagVocabulary of(List<TaggedText> examples, List<TagRecord> taxonomy, TextEncoder encoder) {
        Map<String, Integer> counts = new TreeMap<>();
        for (TagRecord one : taxonomy) {
            counts.put(one.tag().key(), 0);
            if (one.parent() != null) {
                counts.putIfAbsent(one.parent().key(), 0);
            }
        }
        examples.forEach(example -> example.tags().forEach(tag -> counts.merge(tag, 1, Integer::sum)));
        List<Map.Entry<String, Integer>> mostUsed = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(MOST).toList();
        return new TagVocabulary(mostUsed, taxonomy, encoder);
    }

    String tag(int ordinal) {
        return tags.get(ordinal);
    }

    /** The number of a tag; -1 where it is none of these. */
    int ordinal(String tag) {
        return ordinals.getOrDefault(tag, -1);
    }

    /** How many examples have a tag. */
    int count(int ordinal) {
        return counts[ordinal];
    }

    /** Whether a tag stands in the taxonomy, not just on examples. */
    boolean isRecorded(int ordinal) {
        return recorded[ordinal];
    }

    /** The tags that a text names. */
    List<Integer> namedIn(String text) {
        return phrases.in(text);
    }

    /** The cosine of each text with every tag's name, {@code [texts, tags]}. */
    float[][] similarities(List<float[]> texts) {
        return names.of(texts);
    }
}
