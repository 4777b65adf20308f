package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.Progress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Gatherers;

/**
 * One kind of relationships that a build derives. What is wanted is compared with what is there and the difference is
 * written, so that a repeated build writes nothing.
 *
 * @param <T>        what a relationship says beside its ends
 * @param stored     reads those that are there: columns {@code source}, {@code target}, and what {@code read} takes
 * @param unset      removes {@code $rows} of {@code source}, {@code target}
 * @param set        writes {@code $rows} of {@code source}, {@code target}, and what {@code properties} gives
 * @param parameters what the three statements want beside rows
 * @param read       what a stored row says
 * @param properties the properties to write
 */
record DerivedLinks<T>(
        CypherStatement stored, CypherStatement unset, CypherStatement set, Map<String, Object> parameters,
        Function<GraphRow, T> read, Function<T, Map<String, Object>> properties) {

    /** How many rows one transaction writes. */
    static final int BATCH = 5_000;

    /**
     * Makes the graph hold what is wanted, in batches of one transaction each. Progress advances by what is written; the
     * next call goes on where one was cancelled.
     */
    Link.Difference<T> replace(GraphClient graph, Map<Link, T> wanted, Progress progress) {
        Map<Link, T> there = new HashMap<>();
        graph.stream(stored, parameters, row -> there
                .put(new Link(row.string("source"), row.string("target")), read.apply(row)));
        Link.Difference<T> difference = Link.Difference.of(there, wanted);
        write(graph, unset, difference.unset(), progress);
        write(graph, set, difference.set(), progress);
        return difference;
    }

    private void write(
            GraphClient graph, CypherStatement statement, List<Map.Entry<Link, T>> links, Progress progress) {
        links.stream().map(this::row).gather(Gatherers.windowFixed(BATCH)).forEach(rows -> {
            Map<String, Object> bound = new HashMap<>(parameters);
            bound.put("rows", rows);
            graph.write(tx -> tx.execute(statement, bound));
            progress.advance(rows.size());
        });
    }

    private Map<String, Object> row(Map.Entry<Link, T> link) {
        Map<String, Object> row = new HashMap<>(properties.apply(link.getValue()));
        row.put("source", link.getKey().from());
        row.put("target", link.getKey().to());
        return row;
    }
}
