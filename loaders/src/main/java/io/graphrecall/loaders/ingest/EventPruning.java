package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.WriteCounts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        long deletedEvents = 0;
        progress.begin("Deleting events", users.size());
        for (int from = 0; from < users.size(); from += BATCH) {
            List<String> batch = users.subList(from, Math.min(users.size(), from + BATCH));
            deletedEvents += graph.write(tx -> {
                long seq = Sequence.lock(tx) + 1;
                WriteCounts counts = tx.execute(PRUNE_USERS,
                        Map.of("users", batch, "before", before.toEpochMilli(), "seq", seq));
                Sequence.increment(tx);
                return counts.relationshipsDeleted();
            });
            progress.advance(batch.size());
        }
        progress.end("%,d events of %,d users".formatted(deletedEvents, users.size()));
        return new Deleted(deletedEvents, pruneQueries(progress));
    }

    private long pruneQueries(Progress progress) {
        Set<String> unused = new LinkedHashSet<>();
        graph.stream(UNSEARCHED_QUERIES, Map.of(), row -> unused.add(row.string("text")));
        graph.stream(QUERY_USES, Map.of(), row -> unused.remove(row.string("text")));
        List<String> texts = List.copyOf(unused);
        progress.begin("Deleting search queries", texts.size());
        long deleted = 0;
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
            deleted += graph.write(tx -> {
                Sequence.lock(tx);
                WriteCounts counts = tx.execute(PRUNE_QUERIES, Map.of("texts", batch));
                Sequence.increment(tx);
                return counts.nodesDeleted();
            });
            progress.advance(batch.size());
        }
        progress.end("%,d queries".formatted(deleted));
        return deleted;
    }
}
