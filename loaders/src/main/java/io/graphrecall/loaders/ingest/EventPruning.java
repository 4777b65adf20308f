package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.stream.Gatherers;

/**
 * Deletion of old behaviour: events and impressions before a time, and the search queries that nobody else used. It works
 * in small transactions, so that services can write meanwhile. It can be cancelled and repeated. Not thread-safe.
 */
public final class EventPruning {

    /** Users and queries per transaction. */
    private static final int BATCH = 200;

    private static final CypherStatement FIND_USERS = CypherStatement.of("ingest/events-before");
    private static final CypherStatement PRUNE_USERS = CypherStatement.of("ingest/events-prune");
    private static final CypherStatement UNSEARCHED_QUERIES = CypherStatement.of("ingest/query-unsearched");
    private static final CypherStatement QUERY_USES = CypherStatement.of("ingest/query-uses");
    private static final CypherStatement PRUNE_QUERIES = CypherStatement.of("ingest/query-prune");

    private final GraphClient graph;
    private final List<String> users = new ArrayList<>();
    private final Instant before;
    private long events;

    /**
     * Finds the events before a time.
     *
     * @throws RecallException CONFLICT if the times of the graph give only an order
     */
    public EventPruning(GraphClient graph, Instant before) {
        if (new GraphWriter(graph).dataSet().timestamps() == DataSet.Timestamps.ORDER_ONLY) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the times of this graph are not real but give only an order, so no event is before " + before);
        }
        this.graph = graph;
        this.before = before;
        graph.stream(FIND_USERS, Map.of("before", before.toEpochMilli()), row -> {
            users.add(row.string("user_id"));
            events += row.integer("events");
        });
    }

    /** Number of events found. */
    public long events() {
        return events;
    }

    /** Number of users with such events or impressions. */
    public int users() {
        return users.size();
    }

    /**
     * Counts of what was deleted.
     *
     * @param queries search queries
     */
    public record Deleted(long events, long queries) {}

    /**
     * Deletes the events found, and the queries that nobody used by then. Services read the users' states again.
     */
    public Deleted run(Progress progress) {
        progress.begin("Deleting events", users.size());
        long deletedEvents = inBatches(users, (tx, batch) -> {
            long seq = GraphPosition.lock(tx).seq() + 1;
            return tx.execute(PRUNE_USERS, Map.of("users", batch, "before", before.toEpochMilli(), "seq", seq))
                    .relationshipsDeleted();
        }, progress);
        progress.end(Counts.of(deletedEvents, "event") + " of " + Counts.of(users.size(), "user"));
        return new Deleted(deletedEvents, pruneQueries(progress));
    }

    private long pruneQueries(Progress progress) {
        Set<String> unused = new LinkedHashSet<>();
        graph.stream(UNSEARCHED_QUERIES, Map.of(), row -> unused.add(row.string("text")));
        graph.stream(QUERY_USES, Map.of(), row -> unused.remove(row.string("text")));
        progress.begin("Deleting search queries", unused.size());
        long deleted = inBatches(unused, (tx, batch) -> {
            GraphPosition.lock(tx);
            return tx.execute(PRUNE_QUERIES, Map.of("texts", batch)).nodesDeleted();
        }, progress);
        progress.end(Counts.of(deleted, "query"));
        return deleted;
    }

    /** Deletes what belongs to some keys, a transaction per batch, and returns the sum of the counts. */
    private long inBatches(
            Collection<String> keys, ToLongBiFunction<GraphTransaction, List<String>> delete, Progress progress) {
        return keys.stream().gather(Gatherers.windowFixed(BATCH)).mapToLong(batch -> {
            long count = graph.write(tx -> {
                long deleted = delete.applyAsLong(tx, batch);
                GraphPosition.increment(tx);
                return deleted;
            });
            progress.advance(batch.size());
            return count;
        }).sum();
    }
}
