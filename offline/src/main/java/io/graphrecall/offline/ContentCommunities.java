package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Gatherers;

/**
 * Communities of contents for exploration: contents that the same users engaged with, or that share tags, attributes and
 * categories. GDS finds them (Leiden, Traag et al. 2019), on one projection that is dropped afterwards. They are written as
 * {@code Community} nodes, which no build and no channel reads. Thread-safe, but only one instance should run on a graph at
 * a time.
 */
public final class ContentCommunities {

    private static final String PROJECTION = "graph-recall-communities";
    private static final String LEIDEN_PROCEDURE = "gds.leiden.stream";
    /** Communities described per transaction. */
    private static final int BATCH = 50;
    /** Time between two attempts to terminate a statement. */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final CypherStatement PROCEDURES = CypherStatement.of("gds/procedure");
    private static final CypherStatement PROJECT = CypherStatement.of("gds/project-contents");
    private static final CypherStatement LEIDEN = CypherStatement.of("gds/leiden");
    private static final CypherStatement TERMINATE = CypherStatement.of("gds/terminate");
    private static final CypherStatement DROP = CypherStatement.of("gds/drop");
    private static final CypherStatement DESCRIBE = CypherStatement.of("extract/describe-communities");
    private static final CypherStatement DROP_EMPTY = CypherStatement.of("extract/drop-empty-communities");
    private static final DerivedLinks<Boolean> MEMBERSHIPS = new DerivedLinks<>(
            CypherStatement.of("extract/communities"), CypherStatement.of("extract/unset-communities"),
            CypherStatement.of("extract/set-communities"), Map.of(), row -> true, member -> Map.of());

    private final GraphClient graph;

    public ContentCommunities(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * Communities that were written.
     *
     * @param communities number of communities
     * @param contents    number of contents in them
     * @param largest     number of contents in the largest one
     */
    public record Written(int communities, int contents, int largest) {}

    /**
     * Finds the communities of the graph as it is now and replaces those written before. Communities of one content are left
     * out. The same graph, resolution and seed give the same communities, numbered from the largest one. To cancel,
     * interrupt the thread: the next call writes the rest. The thread stays interrupted.
     *
     * @param resolution resolution of the modularity, above 0; larger values give more and smaller communities
     * @throws RecallException with code {@code CONFLICT} if the Neo4j has no GDS, {@code CANCELLED} if the thread was
     *                         interrupted
     */
    public Written replace(double resolution, long seed, Progress listener) {
        return CancellableProgress.run("the search for communities", listener, progress -> {
            requireGds();
            return write(find(resolution, seed, progress), progress);
        });
    }

    private void requireGds() {
        if (graph.readLatest(PROCEDURES, Map.of("name", LEIDEN_PROCEDURE), row -> row.integer("procedures"))
                .getFirst() == 0) {
            throw new RecallException(Code.CONFLICT, "Neo4j at " + graph.uri() + " has no Graph Data Science library ("
                    + LEIDEN_PROCEDURE + "): install it there, or use the local Neo4j of a home. Nothing was changed");
        }
    }

    /** Returns the contents of each community of two contents or more, largest community first, contents by id. */
    private List<List<String>> find(double resolution, long seed, Progress progress) {
        Map<Long, SortedSet<String>> found = new HashMap<>();
        drop();
        try {
            progress.begin("Projecting the graph", -1);
            run(PROJECT, Map.of("graph", PROJECTION), row -> row.integer("relationships"))
                    .forEach(relationships -> progress.end(Counts.of(relationships / 2, "link")));
            progress.begin("Finding communities", -1);
            run(LEIDEN, Map.of("graph", PROJECTION, "resolution", resolution, "seed", seed),
                    row -> found.computeIfAbsent(row.integer("community"), community -> new TreeSet<>())
                            .add(row.string("content")));
        } finally {
            drop();
        }
        List<List<String>> communities = found.values().stream().filter(members -> members.size() > 1)
                .<List<String>>map(List::copyOf)
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed().thenComparing(List::getFirst))
                .toList();
        progress.end(Counts.of(communities.size(), "community"));
        return communities;
    }

    private void drop() {
        runToEnd(DROP, Map.of("graph", PROJECTION), row -> row, () -> {
        });
    }

    /** Runs a statement that an interrupt of the thread terminates. */
    private <T> List<T> run(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return runToEnd(statement, parameters, row,
                () -> runToEnd(TERMINATE, Map.of("name", PROJECTION), ended -> ended, () -> {
                }));
    }

    /**
     * Runs a statement on a separate thread and waits until Neo4j has ended it. Otherwise an abandoned statement could create
     * the projection later. An interrupt of the calling thread does not end the waiting; the thread stays interrupted.
     *
     * @param interrupted called repeatedly after an interrupt, until the statement has ended
     */
    private <T> List<T> runToEnd(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row,
            Runnable interrupted) {
        FutureTask<List<T>> rows = new FutureTask<>(() -> graph.readLatest(statement, parameters, row));
        Thread.ofVirtual().start(rows);
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return wasInterrupted ? rows.get(POLL.toMillis(), TimeUnit.MILLISECONDS) : rows.get();
                } catch (InterruptedException | TimeoutException e) {
                    wasInterrupted = true;
                    interrupted.run();
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Written write(List<List<String>> communities, Progress progress) {
        Map<Link, Boolean> members = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (List<String> community : communities) {
            String key = String.valueOf(keys.size() + 1);
            keys.add(key);
            community.forEach(content -> members.put(new Link(content, key), true));
        }
        progress.begin("Writing communities", -1);
        MEMBERSHIPS.replace(graph, members, progress);
        graph.write(tx -> tx.execute(DROP_EMPTY, Map.of()));
        progress.end(Counts.of(members.size(), "content"));
        progress.begin("Describing communities", keys.size());
        keys.stream().gather(Gatherers.windowFixed(BATCH)).forEach(batch -> {
            graph.write(tx -> tx.execute(DESCRIBE, Map.of("keys", batch, "total", members.size())));
            progress.advance(batch.size());
        });
        progress.end(Counts.of(keys.size(), "community"));
        return new Written(keys.size(), members.size(), communities.isEmpty() ? 0 : communities.getFirst().size());
    }
}
