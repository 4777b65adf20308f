package io.graphrecall.service.channel.interest;

import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.Description;
import io.graphrecall.service.overlay.LiveContent;
import io.graphrecall.service.overlay.LiveOverlay;
import io.graphrecall.service.overlay.NewContent;
import io.graphrecall.service.overlay.OpenedModule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Words of new contents that are no features of the generation, such as the name of a new product. Searches find them here
 * until the next build. Thread-safe.
 */
public final class NewWords implements OpenedModule {

    private final GraphTables tables;
    private final Terms terms;

    NewWords(GraphTables tables, Terms terms) {
        this.tables = tables;
        this.terms = terms;
    }

    /** The new words of a content. */
    private record Words(Set<String> all) {}

    /**
     * The new contents by their new words. Immutable.
     *
     * @param byWord ordinals of contents
     */
    private record Index(Map<String, Set<Integer>> byWord) {

        static final Index EMPTY = new Index(Map.of());
    }

    @Override
    public void encode(List<NewContent> contents) {
        for (NewContent content : contents) {
            Set<String> words = words(content.content().description());
            if (!words.isEmpty()) {
                content.derive(new Words(words));
            }
        }
    }

    private Set<String> words(Description description) {
        Set<String> words = new HashSet<>();
        NodeIndex known = tables.features(FeatureSpace.TERM).index();
        for (String text : new String[] {description.title(), description.text()}) {
            if (text != null) {
                terms.of(text).stream().filter(term -> known.ordinal(term) < 0).forEach(words::add);
            }
        }
        description.tags().forEach(tag -> addWords(FeatureSpace.TAG, tag, tag, words));
        description.attributes().forEach((property, values) -> values.forEach(value -> addWords(
                FeatureSpace.ATTRIBUTE, new AttributeValue(property, value).key(), value, words)));
        return words;
    }

    private void addWords(FeatureSpace space, String key, String name, Set<String> words) {
        if (tables.features(space).index().ordinal(key) < 0) {
            words.addAll(terms.of(name));
        }
    }

    @Override
    public Object index(LiveOverlay before, SortedMap<Integer, LiveContent> changed) {
        Index index = index(before);
        Map<String, Set<Integer>> byWord = new HashMap<>(index.byWord);
        changed.forEach((content, after) -> {
            LiveContent earlier = before.find(after.id());
            if (earlier != null) {
                words(earlier).forEach(word -> change(byWord, word, content, false));
            }
            words(after).forEach(word -> change(byWord, word, content, true));
        });
        return new Index(byWord);
    }

    private static Set<String> words(LiveContent content) {
        Words words = content.derived(Words.class);
        return words == null ? Set.of() : words.all;
    }

    private static void change(Map<String, Set<Integer>> byWord, String word, int content, boolean added) {
        Set<Integer> contents = new TreeSet<>(byWord.getOrDefault(word, Set.of()));
        if (added ? contents.add(content) : contents.remove(content)) {
            byWord.put(word, contents);
        }
    }

    private static Index index(LiveOverlay overlay) {
        Index index = overlay.index(Index.class);
        return index == null ? Index.EMPTY : index;
    }

    /**
     * Returns the new contents with words of a text, by the share of the text's words that they have as new ones: the root of
     * the sum of squares, as in a cosine.
     */
    Map<Integer, Float> contents(LiveOverlay overlay, String text) {
        Map<String, Set<Integer>> byWord = index(overlay).byWord;
        if (byWord.isEmpty()) {
            return Map.of();
        }
        Set<String> words = new HashSet<>(terms.of(text));
        Map<Integer, Float> shares = new HashMap<>();
        words.forEach(word -> byWord.getOrDefault(word, Set.of())
                .forEach(content -> shares.merge(content, 1f / words.size(), Float::sum)));
        shares.replaceAll((content, share) -> (float) Math.sqrt(share));
        return shares;
    }
}
