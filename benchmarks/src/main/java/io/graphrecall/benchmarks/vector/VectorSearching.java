package io.graphrecall.benchmarks.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.retrieval.vector.HnswIndex;
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
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Latency of a top-100 search in a clustered space, by exact and by HNSW search. */
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
    private static final int SAMPLES = 200;

    /** True for HNSW, false for exact search. */
    @Param({"false", "true"})
    boolean hnsw = true;

    /** Number of vectors. */
    @Param({"20000", "100000"})
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
        if (hnsw) {
            long start = System.nanoTime();
            HnswIndex hnswIndex = HnswIndex.of(table, exact, 1);
            System.out.printf("built in %.1f s, recall at %d: %.4f%n", (System.nanoTime() - start) / 1e9, TOP,
                    hnswIndex.recall(TOP, SAMPLES));
            index = hnswIndex;
        }
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
