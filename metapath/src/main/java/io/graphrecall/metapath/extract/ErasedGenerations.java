package io.graphrecall.metapath.extract;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/**
 * Deletes generations that name a user or a search query that was erased from the graph. They are found without a list of
 * erased users: the graph no longer has the node. Thread-safe; calls block.
 */
public final class ErasedGenerations {

    private static final CypherStatement MISSING_USERS = CypherStatement.of("extract/missing-keys", NodeLabel.USER);
    private static final CypherStatement MISSING_QUERIES = CypherStatement.of("extract/missing-keys", NodeLabel.QUERY);
    /** Keys per statement. */
    private static final int CHUNK = 10_000;

    private final GraphClient graph;
    private final GenerationStore store;

    public ErasedGenerations(GraphClient graph, GenerationStore store) {
        this.graph = graph;
        this.store = store;
    }

    /**
     * Deletes the generations that name users or queries that neither the graph nor the current generation has, and those
     * whose indexes are damaged. Keeps the current generation, and generations of other graphs or of a later state of the
     * graph. At most two indexes are in memory at a time.
     *
     * @return ids of the deleted generations, oldest first
     */
    public List<GenerationId> delete() {
        Optional<GenerationId> current = store.current();
        GraphPosition now = GraphPosition.read(graph);
        List<GenerationId> others = store.list().stream()
                .filter(manifest -> manifest.graphId().isEmpty() || manifest.graphId().equals(now.graphId()))
                .filter(manifest -> manifest.seq() <= now.seq())
                .map(GenerationManifest::id)
                .filter(id -> !current.equals(Optional.of(id))).toList();
        if (others.isEmpty()) {
            return List.of();
        }
        List<GenerationId> erased = new ArrayList<>();
        addErased(MISSING_USERS, GenerationStore::isUserIndex, current, others, erased);
        addErased(MISSING_QUERIES, GenerationStore::isQueryIndex, current, others, erased);
        return erased.isEmpty() ? List.of() : store.remove(erased);
    }

    /** @param kind selects the indexes with nodes of one label by their names */
    private void addErased(
            CypherStatement missing, Predicate<String> kind, Optional<GenerationId> current, List<GenerationId> others,
            List<GenerationId> erased) {
        // Most keys of older generations are in the largest index of the current one, which is near the present graph.
        NodeIndex present = current.flatMap(id -> store.personalIndexes(id).stream().filter(kind).findFirst()
                .map(name -> store.index(id, name))).orElse(NodeIndex.EMPTY);
        for (GenerationId id : others) {
            if (!erased.contains(id) && store.personalIndexes(id).stream().filter(kind)
                    .anyMatch(name -> namesMissing(missing, id, name, present))) {
                erased.add(id);
            }
        }
    }

    private boolean namesMissing(CypherStatement missing, GenerationId id, String name, NodeIndex present) {
        NodeIndex index;
        try {
            index = store.index(id, name);
        } catch (RecallException e) {
            if (e.code() == RecallException.Code.CONFLICT) {
                return true;
            }
            throw e;
        }
        return index.keys().stream().filter(key -> present.ordinal(key) < 0).gather(Gatherers.windowFixed(CHUNK))
                .anyMatch(keys -> !graph.read(missing, Map.of("keys", keys), row -> true).isEmpty());
    }
}
