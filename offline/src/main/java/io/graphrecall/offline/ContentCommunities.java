package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
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
    /** Time that Neo4j has to end a statement that was interrupted here. */
    private static final Duration STATEMENT_END = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private static final CypherStatement PROCEDURES = CypherStatement.of("gds/procedure");
    private static final CypherStatement PROJECT = CypherStatement.of("gds/project-contents");
    private static final CypherStatement LEIDEN = CypherStatement.of("gds/leiden");
    private static final CypherStatement USERS = CypherStatement.of("gds/users");
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
        boolean complete = false;
        try {
            progress.begin("Projecting the graph", -1);
            graph.readLatest(PROJECT, Map.of("graph", PROJECTION), row -> row.integer("relationships"))
                    .forEach(relationships -> progress.end("%,d links".formatted(relationships / 2)));
            progress.begin("Finding communities", -1);
            graph.readLatest(LEIDEN, Map.of("graph", PROJECTION, "resolution", resolution, "seed", seed),
                    row -> found.computeIfAbsent(row.integer("community"), community -> new TreeSet<>())
                            .add(row.string("content")));
            complete = true;
        } finally {
            boolean interrupted = Thread.interrupted(); // an interrupted thread cannot use the connection
            if (!complete) {
                interrupted |= awaitStatementEnd();
            }
            drop();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        List<List<String>> communities = found.values().stream().filter(members -> members.size() > 1)
                .<List<String>>map(List::copyOf)
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed().thenComparing(List::getFirst))
                .toList();
        progress.end("%,d communities".formatted(communities.size()));
        return communities;
    }

    /**
     * Waits for the statement that was given up here: until Neo4j ends it, it can still project.
     *
     * @return whether the thread was interrupted meanwhile, which ends the waiting
     */
    private boolean awaitStatementEnd() {
        long end = System.nanoTime() + STATEMENT_END.toNanos();
        try {
            while (System.nanoTime() < end && graph.readLatest(USERS, Map.of("name", PROJECTION),
                    row -> row.integer("statements")).getFirst() > 0) {
                Thread.sleep(POLL);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void drop() {
        graph.readLatest(DROP, Map.of("graph", PROJECTION), row -> row);
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
        progress.end("%,d contents".formatted(members.size()));
        progress.begin("Describing communities", keys.size());
        keys.stream().gather(Gatherers.windowFixed(BATCH)).forEach(batch -> {
            graph.write(tx -> tx.execute(DESCRIBE, Map.of("keys", batch, "total", members.size())));
            progress.advance(batch.size());
        });
        progress.end("%,d communities".formatted(keys.size()));
        return new Written(keys.size(), members.size(), communities.isEmpty() ? 0 : communities.getFirst().size());
    }
}
