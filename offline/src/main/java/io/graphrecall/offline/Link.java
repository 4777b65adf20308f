package io.graphrecall.offline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The identity of a derived relationship: the keys of its source and target node. */
record Link(String from, String to) {

    /** Changes between stored and derived relationships, ordered by keys. */
    record Difference<T>(List<Map.Entry<Link, T>> set, List<Map.Entry<Link, T>> removed) {

        static <T> Difference<T> of(Map<Link, T> stored, Map<Link, T> derived) {
            return new Difference<>(
                    sorted(derived, link -> !Objects.equals(derived.get(link), stored.get(link))),
                    sorted(stored, link -> !derived.containsKey(link)));
        }

        private static <T> List<Map.Entry<Link, T>> sorted(Map<Link, T> links, Predicate<Link> selected) {
            return links.entrySet().stream().filter(entry -> selected.test(entry.getKey()))
                    .sorted(Map.Entry.comparingByKey(Comparator.comparing(Link::from).thenComparing(Link::to)))
                    .toList();
        }
    }
}
