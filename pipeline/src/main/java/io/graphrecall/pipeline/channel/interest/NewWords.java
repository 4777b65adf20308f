package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.LivePostings;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.Description;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words of new and changed contents that are no features of the generation, such as the name of a new product. Searches
 * find them here until the next build. Thread-safe.
 */
public final class NewWords implements OpenedModule {

    /** Maximum number of searches whose words are kept. */
    private static final int MAX_SEARCHES = 10_000;

    private final GraphTables tables;
    private final Terms terms;
    /** Distinct words of searches, because a user's earlier searches are read at each recall. */
    private final Map<String, Set<String>> searches = new ConcurrentHashMap<>();

    public NewWords(GraphTables tables, Terms terms) {
        this.tables = tables;
        this.terms = terms;
    }

    /** The new words of a content. */
    private record Words(Set<String> all) {}

    /** The contents by the numbers of their new words. Immutable. */
    private record Index(Map<String, Integer> numbers, LivePostings contents) {

        static final Index EMPTY = new Index(Map.of(), LivePostings.EMPTY);
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
        Set<String> ofText = new HashSet<>(TermVectors.occurrences(terms::of,
                Objects.requireNonNullElse(description.title(), ""),
                Objects.requireNonNullElse(description.text(), "")));
        Set<String> words = new HashSet<>(ofText);
        description.tags().forEach(tag -> addWords(FeatureSpace.TAG, tag, tag, words));
        description.attributes().forEach((property, values) -> values.forEach(value -> addWords(
                FeatureSpace.ATTRIBUTE, new AttributeValue(property, value).key(), value, words)));
        NodeIndex known = tables.features(FeatureSpace.TERM).index();
        words.removeIf(word -> TermVectors.isNumber(word)
                || (ofText.contains(word) && known.ordinal(word) >= 0));
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
        Map<String, Integer> numbers = new HashMap<>(index.numbers);
        LivePostings.Builder contents = index.contents.change();
        changed.forEach((content, after) -> {
            LiveContent earlier = before.find(after.id());
            if (earlier != null) {
                words(earlier).forEach(word -> contents.remove(number(word, numbers), content));
            }
            words(after).forEach(word -> contents.add(number(word, numbers), content, 1));
        });
        return new Index(numbers, contents.build());
    }

    private static int number(String word, Map<String, Integer> numbers) {
        return numbers.computeIfAbsent(word, none -> numbers.size());
    }

    private static Set<String> words(LiveContent content) {
        Words words = content.derived(Words.class);
        return words == null ? Set.of() : words.all;
    }

    private static Index index(LiveOverlay overlay) {
        Index index = overlay.index(Index.class);
        return index == null ? Index.EMPTY : index;
    }

    /**
     * The contents that have words of a text as new ones.
     *
     * @param words    number of distinct words of the text
     * @param contents by word
     */
    record Found(int words, List<LivePostings.Row> contents) {

        static final Found NOTHING = new Found(0, List.of());
    }

    /** Returns true if a word of a text is a new word. */
    public boolean contain(LiveOverlay overlay, String text) {
        return !find(overlay, text).contents.isEmpty();
    }

    Found find(LiveOverlay overlay, String text) {
        Index index = index(overlay);
        if (index.numbers.isEmpty()) {
            return Found.NOTHING;
        }
        if (searches.size() >= MAX_SEARCHES) {
            searches.clear();
        }
        Set<String> words = searches.computeIfAbsent(text, search -> Set.copyOf(terms.of(search)));
        return new Found(words.size(), words.stream().map(index.numbers::get).filter(Objects::nonNull)
                .map(index.contents::row).filter(Objects::nonNull).toList());
    }
}
