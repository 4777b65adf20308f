package io.graphrecall.benchmarks.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.retrieval.vector.ProximityIndex;
import io.graphrecall.retrieval.vector.VectorIndex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Latency of a top-100 search in a clustered space, by a scan and in a graph. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class VectorSearching {

    private static final int DIMENSIONS = 64;
    private static final int CENTRES = 200;
    private static final int TOP = 100;
    private static final int SPARE = 100;
    private static final int SAMPLES = 200;

    /** True for a graph, false for a scan. */
    @Param({"false", "true"})
    boolean graph = true;

    /** Number of vectors. */
    @Param({"10000", "20000", "50000", "100000"})
    int vectors = 20_000;

    private EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, new float[][] {{1}});
    private VectorIndex index = ExactIndex.of(table, 1);
    private int next;

    /** Draws the vectors, builds the index and prints its recall. */
    @Setup
    public void draw() {
        Random random = new Random(7);
        float[][] centres = new float[CENTRES][];
        Arrays.setAll(centres, i -> noisy(new float[DIMENSIONS], 1, random));
        float[][] rows = new float[vectors][];
        Arrays.setAll(rows, i -> noisy(centres[i % CENTRES], 0.5, random));
        table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, rows);
        ExactIndex exact = ExactIndex.of(table, 1);
        index = exact;
        if (graph) {
            long start = System.nanoTime();
            ProximityIndex approximate = ProximityIndex.of(table, exact, SPARE, 1);
            System.out.printf("built in %.1f s, recall at %d: %.4f%n", (System.nanoTime() - start) / 1e9, TOP,
                    approximate.recall(sample(), TOP));
            index = approximate;
        }
    }

    private List<float[]> sample() {
        return IntStream.range(0, SAMPLES).mapToObj(row -> table.vector(row)).toList();
    }

    private static float[] noisy(float[] centre, double noise, Random random) {
        float[] vector = centre.clone();
        for (int d = 0; d < vector.length; d++) {
            vector[d] += (float) (noise * random.nextGaussian());
        }
        return vector;
    }

    @Benchmark
    public SparseVector search() {
        int from = next++ % vectors * DIMENSIONS;
        return index.search(Arrays.copyOfRange(table.valueArray(), from, from + DIMENSIONS), TOP, content -> true);
    }
}
