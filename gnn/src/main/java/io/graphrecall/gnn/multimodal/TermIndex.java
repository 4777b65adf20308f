package io.graphrecall.gnn.multimodal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The terms that the text stream knows, each with a number; the most frequent first. Thread-safe. */
final class TermIndex {

    /** Fills up short texts. */
    static final int PADDING = 0;

    /** Stands where a term is hidden. */
    static final int MASK = 1;

    /** Stands for every term that is not known. */
    static final int UNKNOWN = 2;

    private static final int SPECIAL = 3;

    private final List<String> terms;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param terms in the order of their numbers */
    TermIndex(List<String> terms) {
        this.terms = List.copyOf(terms);
        for (String term : this.terms) {
            numbers.put(term, SPECIAL + numbers.size());
        }
    }

    /** The terms that at least {@code minimum} texts have, at most {@code most} of them. */
    static TermIndex of(Iterable<ContentSample> samples, int minimum, int most) {
        Map<String, Integer> texts = new HashMap<>();
        for (ContentSample sample : samples) {
            sample.terms().stream().distinct().forEach(term -> texts.merge(term, 1, Integer::sum));
        }
        Comparator<Map.Entry<String, Integer>> frequent = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return new TermIndex(texts.entrySet().stream().filter(entry -> entry.getValue() >= minimum)
                .sorted(frequent.thenComparing(Map.Entry.comparingByKey())).limit(most).map(Map.Entry::getKey)
                .toList());
    }

    /** The numbers of a text's first terms. */
    int[] numbers(List<String> text, int most) {
        List<Integer> found = new ArrayList<>();
        for (String term : text.subList(0, Math.min(most, text.size()))) {
            found.add(numbers.getOrDefault(term, UNKNOWN));
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many numbers there are, the special ones included. */
    int size() {
        return SPECIAL + terms.size();
    }

    /** The known terms in the order of their numbers. */
    List<String> terms() {
        return terms;
    }
}
