package io.graphrecall.evaluation.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
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
    private static final int EACH = 60;
    private static final int DIMENSIONS = 16;

    @TempDir
    Path folder;

    @Test
    void keepsKindsApartThatLieApartInTheSpace() throws IOException {
        ClusterMap map = ClusterMap.of(space(), labels("\"category\":[\"kind %d\"]"), 1).orElseThrow();

        assertThat(map.label()).isEqualTo("category_1");
        assertThat(map.values()).containsExactly("kind 0", "kind 1", "kind 2");
        assertThat(map.dots()).hasSize(KINDS * EACH);
        double[][] middles = middles(map.dots());
        for (ClusterMap.Dot dot : map.dots()) {
            assertThat(nearest(middles, dot.x(), dot.y())).isEqualTo(dot.value());
        }
        assertThat(map.rings().stream().mapToInt(ClusterMap.Ring::contents).sum()).isEqualTo(KINDS * EACH);
        for (ClusterMap.Ring ring : map.rings()) {
            assertThat(ring.share()).isCloseTo(1, within(1e-9));
            assertThat(ring.value()).isEqualTo("kind " + nearest(middles, ring.x(), ring.y()));
        }
    }

    @Test
    void isOfTheLabelThatMostHaveWhereThereAreNoCategories() throws IOException {
        assertThat(ClusterMap.of(space(), labels("\"attributes\":{\"all\":[\"same\"],\"kind\":[\"%d\"]}"), 1))
                .get().extracting(ClusterMap::label).isEqualTo("attribute.kind");
        assertThat(ClusterMap.of(space(), labels("\"attributes\":{\"all\":[\"same\"]}"), 1)).isEmpty();
    }

    /** Three kinds in directions of their own. */
    private static VectorSpace space() {
        Random random = new Random(7);
        float[][] vectors = new float[KINDS * EACH][DIMENSIONS];
        for (int i = 0; i < vectors.length; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                vectors[i][d] = (float) (random.nextGaussian() * 0.05);
            }
            vectors[i][i % KINDS] += 1;
        }
        EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
        return VectorSpace.compute("clip", table, vectors.length, SpaceParameters.DEFAULT, 1, Progress.NONE);
    }

    private ContentLabels labels(String pattern) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < KINDS * EACH; i++) {
            ids.add("c%03d".formatted(i));
        }
        Files.writeString(folder.resolve("contents.jsonl"), ids.stream()
                .map(id -> "{\"content_id\":\"" + id + "\","
                        + pattern.formatted(Integer.parseInt(id.substring(1)) % KINDS) + "}")
                .collect(Collectors.joining("\n")));
        return ContentLabels.read(DataSetFolder.open(folder), NodeIndex.of(ids));
    }

    private static double[][] middles(List<ClusterMap.Dot> dots) {
        double[][] middles = new double[KINDS][2];
        for (ClusterMap.Dot dot : dots) {
            middles[dot.value()][0] += dot.x() / EACH;
            middles[dot.value()][1] += dot.y() / EACH;
        }
        return middles;
    }

    private static int nearest(double[][] middles, double x, double y) {
        int nearest = 0;
        for (int kind = 1; kind < KINDS; kind++) {
            nearest = Math.hypot(x - middles[kind][0], y - middles[kind][1]) < Math.hypot(x - middles[nearest][0],
                    y - middles[nearest][1]) ? kind : nearest;
        }
        return nearest;
    }
}
