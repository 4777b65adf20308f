package io.graphrecall.gnn.multimodal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The terms that the text stream knows, each with a number; the most frequent first. Thread-safe. */
final class TermIndex {

    /** Fills up short texts. */
    static final int PADDING = 0;

    /** Stands where a term is hidden. */
    static final int MASK = 1;

    /** Stands for every term that is not known. */
    static final int UNKNOWN = 2;

    /** The first number of a term that is known. */
    static final int SPECIAL = 3;

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
    static TermIndex of(Collection<List<String>> texts, int minimum, int most) {
        return new TermIndex(counted(texts, minimum, most).map(Map.Entry::getKey).toList());
    }

    /**
     * How well these terms would do for other texts: of the terms that {@link #of} would choose for them, each counted
     * as often as texts have it, the share that is known. 1 where it would choose none.
     */
    double coverage(Collection<List<String>> texts, int minimum, int most) {
        long all = 0;
        long known = 0;
        for (Map.Entry<String, Integer> term : counted(texts, minimum, most).toList()) {
            all += term.getValue();
            known += numbers.containsKey(term.getKey()) ? term.getValue() : 0;
        }
        return all == 0 ? 1 : known / (double) all;
    }

    private static Stream<Map.Entry<String, Integer>> counted(
            Collection<List<String>> texts, int minimum, int most) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> text.stream().distinct().forEach(term -> counts.merge(term, 1, Integer::sum)));
        Comparator<Map.Entry<String, Integer>> frequent = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return counts.entrySet().stream().filter(entry -> entry.getValue() >= minimum)
                .sorted(frequent.thenComparing(Map.Entry.comparingByKey())).limit(most);
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
