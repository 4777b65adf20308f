package io.graphrecall.service.snapshot;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.state.UserStates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Objects;

/**
 * Continuity of the graph: it keeps the id of the graph that the serving generation was built from, and its sequence number
 * never falls. Otherwise the graph is empty, another one, or an older backup. Writes are then refused and changes are not
 * followed, while recall goes on from memory. This ends when the right graph returns or when a generation serves that was
 * built from the present graph. A graph that lost writes does not become the right one by further writes. Thread-safe.
 */
public final class GraphContinuity {

    private static final Logger LOG = LoggerFactory.getLogger(GraphContinuity.class);

    private final GraphClient graph;
    private final UserStates users;
    /** The latest position of the right graph; null before the first check. Guarded by this object's lock. */
    private @Nullable GraphPosition latest;
    /** True if the right graph lost writes, which only a new generation ends. Guarded by this object's lock. */
    private boolean lostWrites;

    private volatile @Nullable String problem;

    /** @param users states that are dropped when a break ends, because they may be from the wrong graph */
    public GraphContinuity(GraphClient graph, UserStates users) {
        this.graph = graph;
        this.users = users;
    }

    /** Returns the reason why writes are refused, in one sentence; null if the graph is the right one. */
    public @Nullable String problem() {
        return problem;
    }

    /** Compares the graph with its latest known position. Returns its present position; null if it is not the right one. */
    @Nullable
    GraphPosition check() {
        GraphPosition before = latest();
        GraphPosition now = GraphPosition.read(graph);
        return compare(before, now) ? now : null;
    }

    /**
     * Compares the graph that a transaction writes to with its latest known position.
     *
     * @param now position of the graph, read by a transaction that locks out other writers
     * @throws RecallException UNAVAILABLE if it is not the right one, or if the position is older than a known one. That alone
     *         does not prove that writes were lost: the database may have ended the transaction before the other was read
     */
    public void require(GraphPosition now) {
        GraphPosition known = latest();
        boolean isOlder = known != null && known.isOfSameGraph(now) && now.seq() < known.seq();
        if (isOlder) {
            check();
        }
        if (problem != null || isOlder || !compare(known, now)) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, Objects.requireNonNullElse(
                    problem, "the graph was not the right one a moment ago: try again"));
        }
    }

    /** Compares the graph with a generation that starts to serve. If it was built from this graph, a break ends. */
    void serve(GenerationManifest generation) {
        GraphPosition built = new GraphPosition(generation.graphId(), generation.seq());
        GraphPosition now = GraphPosition.read(graph);
        synchronized (this) {
            boolean right = built.precedes(now);
            latest = right ? now : built;
            lostWrites = false;
        }
        compare(built, now);
    }

    private synchronized @Nullable GraphPosition latest() {
        return latest;
    }

    /** @param before the latest position before {@code now} was read */
    private synchronized boolean compare(@Nullable GraphPosition before, GraphPosition now) {
        String found = null;
        if (before != null && !before.isOfSameGraph(now)) {
            found = "the graph at %s is another one: its id is %s, that of the serving generation is %s"
                    .formatted(graph.uri(), now.graphId().isEmpty() ? "missing" : now.graphId(), before.graphId());
        } else if (before != null && (lostWrites || now.seq() < before.seq())) {
            lostWrites = true;
            found = "the graph at %s lost writes: its sequence number is %d after %d"
                    .formatted(graph.uri(), now.seq(), before.seq());
        } else if (latest == null || now.seq() > latest.seq()) {
            latest = now;
        }
        report(found);
        return found == null;
    }

    private void report(@Nullable String found) {
        if (found != null) {
            if (problem == null) {
                problem = "writes are refused because " + found
                        + "; restore the right graph, or build a generation from this one with: recall build";
                LOG.error(problem);
            }
        } else if (problem != null) {
            users.reset();
            problem = null;
            LOG.info("The graph at {} is the right one again; writes are accepted", graph.uri());
        }
    }
}
