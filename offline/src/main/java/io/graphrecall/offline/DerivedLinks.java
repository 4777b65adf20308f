package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.Progress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/**
 * One kind of derived relationships. Only the difference to the stored relationships is written, so a repeated build
 * writes nothing.
 *
 * @param <T>        properties of a relationship
 * @param stored     statement that reads the stored relationships: {@code source}, {@code target} and the columns that
 *                   {@code read} needs
 * @param unset      statement that deletes {@code $rows} of {@code source}, {@code target}
 * @param set        statement that writes {@code $rows} of {@code source}, {@code target} and {@code properties}
 * @param parameters further parameters of the three statements
 * @param read       reads the properties of a stored row
 * @param properties the properties to write, by name
 */
record DerivedLinks<T>(
        CypherStatement stored, CypherStatement unset, CypherStatement set, Map<String, Object> parameters,
        Function<GraphRow, T> read, Function<T, Map<String, Object>> properties) {

    /** Rows per transaction. */
    static final int BATCH = 5_000;

    /** Numbers of relationships that were written and removed. */
    record Changes(int set, int removed) {}

    /**
     * Replaces the stored relationships, in batches of one transaction each. After a cancellation the next call writes the
     * rest.
     */
    Changes replace(GraphClient graph, Map<Link, T> derived, Progress progress) {
        Map<Link, T> existing = new HashMap<>();
        graph.stream(stored, parameters, row -> existing
                .put(new Link(row.string("source"), row.string("target")), read.apply(row)));
        int removed = write(graph, unset, existing, link -> !derived.containsKey(link), progress);
        int written = write(
                graph, set, derived, link -> !Objects.equals(derived.get(link), existing.get(link)), progress);
        return new Changes(written, removed);
    }

    /** Writes the selected relationships in the order of their keys, and returns their number. */
    private int write(GraphClient graph, CypherStatement statement, Map<Link, T> links, Predicate<Link> selected,
            Progress progress) {
        List<Map.Entry<Link, T>> written = links.entrySet().stream().filter(link -> selected.test(link.getKey()))
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Link::from).thenComparing(Link::to)))
                .toList();
        written.stream().map(this::row).gather(Gatherers.windowFixed(BATCH)).forEach(rows -> {
            Map<String, Object> bound = new HashMap<>(parameters);
            bound.put("rows", rows);
            graph.write(tx -> tx.execute(statement, bound));
            progress.advance(rows.size());
        });
        return written.size();
    }

    private Map<String, Object> row(Map.Entry<Link, T> link) {
        Map<String, Object> row = new HashMap<>(properties.apply(link.getValue()));
        row.put("source", link.getKey().from());
        row.put("target", link.getKey().to());
        return row;
    }
}
