package io.graphrecall.benchmarks.table;

import io.graphrecall.generation.CsrTable;
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

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Scoring of contents by interests from postings, whose lengths are as skewed as those of tags. Compares access by the
 * table's methods with access by its arrays, and measures the construction of postings.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CsrScoring {

    private static final int FEATURES_PER_CONTENT = 8;
    private static final int INTERESTS = 30;
    private static final int USERS = 64;

    /** Number of contents. There are a tenth as many features. */
    @Param({"10000", "100000"})
    int contents;

    private CsrTable features = CsrTable.empty(0, 0);
    private CsrTable postings = CsrTable.empty(0, 0);
    private int[][] interests = new int[0][];
    private float[] scores = new float[0];
    private int user;

    /** Draws the tables. The square of a uniform number makes a few features frequent. */
    @Setup
    public void draw() {
        Random random = new Random(7);
        int featureCount = contents / 10;
        CsrTable.Builder builder = CsrTable.builder(featureCount);
        for (int content = 0; content < contents; content++) {
            for (int i = 0; i < FEATURES_PER_CONTENT; i++) {
                builder.add(skewed(random, featureCount), random.nextFloat());
            }
            builder.endRow();
        }
        features = builder.build();
        postings = features.transpose();
        interests = new int[USERS][INTERESTS];
        for (int[] interest : interests) {
            for (int i = 0; i < INTERESTS; i++) {
                interest[i] = skewed(random, featureCount);
            }
        }
        scores = new float[contents];
    }

    private static int skewed(Random random, int bound) {
        double uniform = random.nextDouble();
        return (int) (uniform * uniform * bound);
    }

    /** Reads entries by the table's methods. */
    @Benchmark
    public float[] byMethods() {
        for (int feature : nextUser()) {
            for (int entry = postings.start(feature); entry < postings.end(feature); entry++) {
                scores[postings.column(entry)] += postings.weight(entry);
            }
        }
        return scores;
    }

    /** Reads entries by the table's arrays. */
    @Benchmark
    public float[] byArrays() {
        int[] offsets = postings.offsetArray();
        int[] columns = postings.columnArray();
        float[] weights = postings.weightArray();
        for (int feature : nextUser()) {
            for (int entry = offsets[feature]; entry < offsets[feature + 1]; entry++) {
                scores[columns[entry]] += weights[entry];
            }
        }
        return scores;
    }

    /** Builds postings from the features of contents. */
    @Benchmark
    public CsrTable transpose() {
        return features.transpose();
    }

    private int[] nextUser() {
        user = (user + 1) % USERS;
        return interests[user];
    }
}
