package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

class VectorSpaceTest {

    private static final int CONTENTS = 1_000;
    private static final int NEIGHBOURS = 5;

    @TempDir
    private Path folder;

    private static EmbeddingTable table() {
        Random random = new Random(3);
        float[][] vectors = new float[CONTENTS][6];
        for (float[] vector : vectors) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian();
            }
        }
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
    }

    private static VectorSpace computed(EmbeddingTable table) {
        return VectorSpace.compute(
                "clip", table, List.of(), CONTENTS,
                new SpaceParameters(NEIGHBOURS, new ClusterParameters(2, 2, 1, 0), 500, 500), 1, LocalBlocks.PLAIN,
                Progress.NONE);
    }

    @Test
    void theNeighboursOfALargeSpaceAreSearchedInItsGraph() {
        EmbeddingTable table = table();
        VectorSpace space = computed(table);
        ExactIndex exact = ExactIndex.of(table, 1);

        assertThat(sharedNeighbours(exact, table, space.neighbours().inMemory())).isBetween(0.98, 1.0);
        ByteRows bytes = ByteRows.of(table);
        ProximityGraph graph = ProximityGraph.of(table, bytes, 1, Progress.NONE);
        assertThat(VectorNeighbours.isAccurate(table, exact, bytes, graph, NEIGHBOURS, 1)).isTrue();
        assertThat(space.neighbours()).isEqualTo(
                VectorNeighbours.approximate(table, graph, CONTENTS, NEIGHBOURS, 1, LocalBlocks.PLAIN, Progress.NONE));
        assertThat(space.graph()).as("a scan of so few is faster").isNull();
        assertThat(space.index(exact)).isSameAs(exact);
    }

    @Test
    void aGenerationKeepsTheGraph() {
        EmbeddingTable table = table();
        VectorSpace computed = computed(table);
        SearchGraph graph = new SearchGraph(
                ProximityGraph.of(table, ByteRows.of(table), 1, Progress.NONE), 30, 0.997);
        GenerationStore store = new GenerationStore(folder);
        GenerationId id;
        GenerationHeader header = new GenerationHeader(
                Instant.EPOCH, 0, "g", 1, new DataSet("t", DataSet.Timestamps.REAL, DataSet.Protocol.TEMPORAL),
                Map.of());
        try (GenerationWriter writer = store.begin(header)) {
            new VectorSpace("clip", table, computed.neighbours(), computed.clusters(), graph).write(writer);
            id = writer.commit().id();
        }
        Generation generation = store.open(id);
        VectorSpace stored = VectorSpace.read(generation, "clip");

        assertThat(generation.manifest().metrics())
                .containsEntry("space.clip.graph_recall", 0.997).containsEntry("space.clip.graph_spare", 30.0);
        ExactIndex exact = ExactIndex.of(table, 1);
        ProximityIndex before = graph.index(table, exact);
        assertThat(stored.index(exact)).isInstanceOf(ProximityIndex.class);
        for (int row = 0; row < 20; row++) {
            assertThat(stored.index(exact).search(table.vector(row), 10, content -> true).ordinals())
                    .isEqualTo(before.search(table.vector(row), 10, content -> true).ordinals());
        }
    }

    private static double sharedNeighbours(ExactIndex exact, EmbeddingTable table, CsrTable neighbours) {
        int shared = 0;
        int total = 0;
        for (int content = 0; content < CONTENTS; content += 20) {
            int self = content;
            for (int other : exact.search(table.vector(content), NEIGHBOURS, one -> one != self).ordinals()) {
                total++;
                for (int entry = neighbours.start(content); entry < neighbours.end(content); entry++) {
                    shared += neighbours.column(entry) == other ? 1 : 0;
                }
            }
        }
        return shared / (double) total;
    }
}
