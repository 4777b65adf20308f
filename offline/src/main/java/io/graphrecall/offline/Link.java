package io.graphrecall.offline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The identity of a derived relationship: the keys of the nodes at its ends. */
record Link(String from, String to) {

    /** What must change in the graph so that it has what is wanted, in a fixed order. */
    record Difference<T>(List<Map.Entry<Link, T>> set, List<Map.Entry<Link, T>> unset) {

        static <T> Difference<T> of(Map<Link, T> stored, Map<Link, T> wanted) {
            return new Difference<>(
                    sorted(wanted, link -> !Objects.equals(wanted.get(link), stored.get(link))),
                    sorted(stored, link -> !wanted.containsKey(link)));
        }

        private static <T> List<Map.Entry<Link, T>> sorted(Map<Link, T> links, Predicate<Link> chosen) {
            return links.entrySet().stream().filter(entry -> chosen.test(entry.getKey()))
                    .sorted(Map.Entry.comparingByKey(Comparator.comparing(Link::from).thenComparing(Link::to)))
                    .toList();
        }
    }
}
