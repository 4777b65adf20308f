package io.graphrecall.gnn.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class SoftmaxCandidatesTest {

    @Test
    void candidatesAreDrawnWithTheProbabilityOfTheLogQCorrection() {
        int[] targets = IntStream.range(0, 200).map(i -> i % 20 == 0 ? 7 : i % 10).toArray();
        SoftmaxCandidates softmax = new SoftmaxCandidates(50, targets, false, 30);
        int[] counts = new int[50];
        SplittableRandom random = new SplittableRandom(1);
        int steps = 4_000;
        for (int step = 0; step < steps; step++) {
            int[] candidates = softmax.sample(new int[0], random);
            assertThat(Arrays.stream(candidates).distinct().count()).isEqualTo(candidates.length);
            Arrays.stream(candidates).forEach(content -> counts[content]++);
        }
        float[] logQ = softmax.logQ(IntStream.range(0, 50).toArray(), 0);
        for (int content = 0; content < 50; content++) {
            // Four standard errors of a frequency over 4,000 draws.
            assertThat(counts[content] / (double) steps).isCloseTo(Math.exp(logQ[content]), within(0.032));
        }
        assertThat(softmax.sample(new int[] {3, 3, 4}, random)).startsWith(3, 4);
    }

    @Test
    void fullSoftmaxDrawsNoCandidates() {
        assertThat(
                new SoftmaxCandidates(50, new int[] {1}, true, 30).sample(new int[] {1}, new SplittableRandom(1)))
                .isEmpty();
    }

    @Test
    void lengthGroupedBatchesHoldEverySampleOnceAndSimilarLengths() {
        int[] samples = IntStream.range(0, 1_003).toArray();
        var batches = LengthGroupedBatches.of(samples, sample -> sample % 17, 5_000, 10, new java.util.Random(1));
        assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray()).containsExactly(samples);
        assertThat(batches).hasSize(101);
        double spread = batches.stream().mapToInt(batch -> {
            var lengths = Arrays.stream(batch).map(sample -> sample % 17).summaryStatistics();
            return lengths.getMax() - lengths.getMin();
        }).average().orElseThrow();
        assertThat(spread).isLessThan(1);
        assertThat(LengthGroupedBatches.of(samples, sample -> 1, 500, 10, new java.util.Random(1))).hasSize(50);
    }
}
