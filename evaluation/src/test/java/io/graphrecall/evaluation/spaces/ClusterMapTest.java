package io.graphrecall.evaluation.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

class ClusterMapTest {

    private static final int KINDS = 3;
    private static final int CONTENTS_PER_KIND = 60;
    private static final int DIMENSIONS = 16;

    @TempDir
    Path folder;

    @Test
    void separatesKindsThatAreSeparatedInTheSpace() throws IOException {
        ClusterMap map = ClusterMap.of(space(), labels("\"category\":[\"kind %d\"]"), 1).orElseThrow();

        assertThat(map.label()).isEqualTo("category_1");
        assertThat(map.values()).containsExactly("kind 0", "kind 1", "kind 2");
        assertThat(map.dots()).hasSize(KINDS * CONTENTS_PER_KIND);
        double[][] centres = centres(map.dots());
        for (ClusterMap.Dot dot : map.dots()) {
            assertThat(nearest(centres, dot.x(), dot.y())).isEqualTo(dot.value());
        }
        assertThat(map.rings().stream().mapToInt(ClusterMap.Ring::contents).sum()).isEqualTo(KINDS * CONTENTS_PER_KIND);
        for (ClusterMap.Ring ring : map.rings()) {
            assertThat(ring.share()).isCloseTo(1, within(1e-9));
            assertThat(ring.value()).isEqualTo("kind " + nearest(centres, ring.x(), ring.y()));
        }
    }

    @Test
    void usesTheMostFrequentLabelIfThereAreNoCategories() throws IOException {
        assertThat(ClusterMap.of(space(), labels("\"attributes\":{\"all\":[\"same\"],\"kind\":[\"%d\"]}"), 1))
                .get().extracting(ClusterMap::label).isEqualTo("attribute.kind");
        assertThat(ClusterMap.of(space(), labels("\"attributes\":{\"all\":[\"same\"]}"), 1)).isEmpty();
    }

    /** Returns a space with three well separated kinds. */
    private static VectorSpace space() {
        Random random = new Random(7);
        float[][] vectors = new float[KINDS * CONTENTS_PER_KIND][DIMENSIONS];
        for (int i = 0; i < vectors.length; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                vectors[i][d] = (float) (random.nextGaussian() * 0.05);
            }
            vectors[i][i % KINDS] += 1;
        }
        EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
        return VectorSpace.compute("clip", table, List.of(), vectors.length, SpaceParameters.DEFAULT, 1,
                LocalBlocks.PLAIN, Progress.NONE);
    }

    private ContentLabels labels(String pattern) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < KINDS * CONTENTS_PER_KIND; i++) {
            ids.add("c%03d".formatted(i));
        }
        Files.writeString(folder.resolve("contents.jsonl"), ids.stream()
                .map(id -> "{\"content_id\":\"" + id + "\","
                        + pattern.formatted(Integer.parseInt(id.substring(1)) % KINDS) + "}")
                .collect(Collectors.joining("\n")));
        return ContentLabels.read(DataSetFolder.open(folder), NodeIndex.of(ids));
    }

    private static double[][] centres(List<ClusterMap.Dot> dots) {
        double[][] centres = new double[KINDS][2];
        for (ClusterMap.Dot dot : dots) {
            centres[dot.value()][0] += dot.x() / CONTENTS_PER_KIND;
            centres[dot.value()][1] += dot.y() / CONTENTS_PER_KIND;
        }
        return centres;
    }

    private static int nearest(double[][] centres, double x, double y) {
        int nearest = 0;
        for (int kind = 1; kind < KINDS; kind++) {
            nearest = Math.hypot(x - centres[kind][0], y - centres[kind][1]) < Math.hypot(x - centres[nearest][0],
                    y - centres[nearest][1]) ? kind : nearest;
        }
        return nearest;
    }
}
