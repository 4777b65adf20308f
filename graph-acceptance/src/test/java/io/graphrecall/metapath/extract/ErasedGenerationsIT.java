package io.graphrecall.metapath.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.GraphTestBase;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ErasedGenerationsIT extends GraphTestBase {

    private static final String FIXTURE = """
            CREATE (:Sequence {name: 'seq', value: 42}),
                   (:User {user_id: 'ann'}), (:User {user_id: 'bob'}), (:Query {text: 'shoes'})""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    ErasedGenerationsIT(GraphAddress address) {
        super(address, FIXTURE);
    }

    @Test
    void generationsThatNameErasedNodesAreDeleted() throws IOException {
        GenerationStore store = new GenerationStore(folder);
        GenerationId kept = generation(store, 42, List.of("ann", "bob"), List.of("shoes"));
        GenerationId later = generation(store, 43, List.of("eve"), List.of());
        GenerationId withUser = generation(store, 42, List.of("ann", "eve"), List.of("shoes"));
        GenerationId withQuery = generation(store, 42, List.of("ann"), List.of("my secret rash"));
        GenerationId damaged = generation(store, 42, List.of("ann"), List.of());
        damage(store, damaged);
        GenerationId current = generation(store, 42, List.of("ann"), List.of());
        store.activate(current);

        assertThat(new ErasedGenerations(graph.client(), store).delete())
                .containsExactlyInAnyOrder(withUser, withQuery, damaged);

        assertThat(store.ids()).containsExactlyInAnyOrder(kept, later, current);
    }

    @Test
    void whatTheCurrentGenerationNamesIsNoReasonToDelete() {
        GenerationStore store = new GenerationStore(folder);
        generation(store, 42, List.of("eve"), List.of("my secret rash"));
        store.activate(generation(store, 42, List.of("ann", "eve"), List.of("my secret rash")));

        assertThat(new ErasedGenerations(graph.client(), store).delete()).isEmpty();
    }

    @Test
    void theIndexesOfTheOnlyGenerationAreNotRead() throws IOException {
        GenerationStore store = new GenerationStore(folder);
        GenerationId only = generation(store, 42, List.of("ann"), List.of());
        store.activate(only);
        damage(store, only);

        assertThat(new ErasedGenerations(graph.client(), store).delete()).isEmpty();
    }

    private static GenerationId generation(GenerationStore store, long seq, List<String> users, List<String> queries) {
        try (GenerationWriter writer = store.begin(new GenerationHeader(
                Instant.EPOCH, seq, "", 1, DataSet.UNNAMED, Map.of()))) {
            writer.index("metapath.nodes.User", NodeIndex.of(users));
            writer.index("deepmatch.queries", NodeIndex.of(queries));
            return writer.commit().id();
        }
    }

    private static void damage(GenerationStore store, GenerationId id) throws IOException {
        Files.writeString(store.folder(id).resolve("metapath.nodes.User.index.jsonl"), "no JSON");
    }
}
