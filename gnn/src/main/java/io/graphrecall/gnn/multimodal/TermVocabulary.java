package io.graphrecall.gnn.multimodal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Vocabulary of the text stream: numbers of terms, the most frequent first, after the special tokens. Thread-safe. */
final class TermVocabulary {

    static final int PADDING = 0;

    /** Replaces a masked term. */
    static final int MASK = 1;

    /** Replaces a term that is not in the vocabulary. */
    static final int UNKNOWN = 2;

    /** First number of a term. */
    static final int FIRST_TERM = 3;

    private final List<String> terms;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param terms in the order of their numbers */
    TermVocabulary(List<String> terms) {
        this.terms = List.copyOf(terms);
        for (String term : this.terms) {
            numbers.put(term, FIRST_TERM + numbers.size());
        }
    }

    /** Returns the most frequent terms, at most {@code maxSize}, that occur in at least {@code minFrequency} texts. */
    static TermVocabulary of(Collection<List<String>> texts, int minFrequency, int maxSize) {
        return new TermVocabulary(frequencies(texts, minFrequency, maxSize).map(Map.Entry::getKey).toList());
    }

    /**
     * Returns the share of term occurrences in other texts that this vocabulary knows, counted over the terms that
     * {@link #of} would select for these texts; 1 if it would select none.
     */
    double coverage(Collection<List<String>> texts, int minFrequency, int maxSize) {
        long all = 0;
        long known = 0;
        for (Map.Entry<String, Integer> term : frequencies(texts, minFrequency, maxSize).toList()) {
            all += term.getValue();
            known += numbers.containsKey(term.getKey()) ? term.getValue() : 0;
        }
        return all == 0 ? 1 : known / (double) all;
    }

    private static Stream<Map.Entry<String, Integer>> frequencies(
            Collection<List<String>> texts, int minFrequency, int maxSize) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> text.stream().distinct().forEach(term -> counts.merge(term, 1, Integer::sum)));
        Comparator<Map.Entry<String, Integer>> descending = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return counts.entrySet().stream().filter(entry -> entry.getValue() >= minFrequency)
                .sorted(descending.thenComparing(Map.Entry.comparingByKey())).limit(maxSize);
    }

    /** Returns the numbers of a text's first {@code maxLength} terms. */
    int[] numbers(List<String> text, int maxLength) {
        List<Integer> found = new ArrayList<>();
        for (String term : text.subList(0, Math.min(maxLength, text.size()))) {
            found.add(numbers.getOrDefault(term, UNKNOWN));
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the number of terms and special tokens. */
    int size() {
        return FIRST_TERM + terms.size();
    }

    /** Returns the terms in the order of their numbers. */
    List<String> terms() {
        return terms;
    }
}
