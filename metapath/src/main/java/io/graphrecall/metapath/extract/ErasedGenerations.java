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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * graph.
     *
     * @return ids of the deleted generations, oldest first
     */
    public List<GenerationId> delete() {
        Optional<GenerationId> current = store.current();
        GraphPosition now = GraphPosition.read(graph);
        // Most keys of older generations are in the current one, which is near the present graph.
        Set<String> present = new HashSet<>();
        current.ifPresent(id -> store.personalIndexes(id).forEach((name, index) -> index.keys()
                .forEach(key -> present.add(kind(name) + key))));
        List<GenerationId> erased = new ArrayList<>();
        for (GenerationManifest manifest : store.list()) {
            boolean ofThisGraph = (manifest.graphId().isEmpty() || manifest.graphId().equals(now.graphId()))
                    && manifest.seq() <= now.seq();
            if (ofThisGraph && !current.equals(Optional.of(manifest.id())) && namesErased(manifest.id(), present)) {
                erased.add(manifest.id());
            }
        }
        return erased.isEmpty() ? List.of() : store.remove(erased);
    }

    /** @param present keys not to look for in the graph, after their kind; grows, because generations share most keys */
    private boolean namesErased(GenerationId id, Set<String> present) {
        Map<String, NodeIndex> indexes;
        try {
            indexes = store.personalIndexes(id);
        } catch (RecallException e) {
            if (e.code() == RecallException.Code.CONFLICT) {
                return true;
            }
            throw e;
        }
        return indexes.entrySet().stream().anyMatch(index -> namesMissing(
                GenerationStore.isUserIndex(index.getKey()) ? MISSING_USERS : MISSING_QUERIES, kind(index.getKey()),
                index.getValue(), present));
    }

    private static char kind(String index) {
        return GenerationStore.isUserIndex(index) ? 'u' : 'q';
    }

    private boolean namesMissing(CypherStatement missing, char kind, NodeIndex index, Set<String> present) {
        List<String> unchecked = index.keys().stream().filter(key -> !present.contains(kind + key)).toList();
        for (int from = 0; from < unchecked.size(); from += CHUNK) {
            List<String> keys = unchecked.subList(from, Math.min(unchecked.size(), from + CHUNK));
            if (!graph.read(missing, Map.of("keys", keys), row -> true).isEmpty()) {
                return true;
            }
            keys.forEach(key -> present.add(kind + key));
        }
        return false;
    }
}
