package io.graphrecall.gnn.personalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.gnn.training.TrainingData;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.SplittableRandom;

class ContrastiveBatchTest {

    private static final int SHOPS = ToyGraph.STREETS * ToyGraph.SHOPS;
    private static final int NEGATIVES = 12;

    private final TrainingData town = ToyGraph.data(100, 1);
    private final PrefixSamples samples = PrefixSamples.of(town.behaviour(), 6, 0.3, 1);
    private final int[] trainTargets = new EngagementHistories(samples).withHistory(samples.trainTargets());
    private final ContrastiveBatch.Sampler sampler = new ContrastiveBatch.Sampler(
            samples, trainTargets, SHOPS, NEGATIVES);

    @Test
    void anEngagedContentIsNeverANegative() {
        int[] targets = Arrays.copyOf(trainTargets, 40);
        ContrastiveBatch batch = sampler.draw(targets, new SplittableRandom(1));
        for (int sample = 0; sample < targets.length; sample++) {
            BitSet positives = samples.positives(targets[sample]);
            int target = samples.content(targets[sample]);
            assertThat(positives.get(target)).isTrue();
            for (int i = 0; i < batch.candidates(); i++) {
                int content = batch.contents()[i];
                assertThat(batch.candidateMask()[sample * batch.candidates() + i] < 0)
                        .isEqualTo(positives.get(content) && content != target);
            }
            assertThat(Arrays.stream(new EngagementHistories(samples).before(targets[sample]))).doesNotContain(target);
        }
    }

    @Test
    void aValidationTargetIsNoPositive() {
        int validationTarget = samples.validationTargets()[0];
        assertThat(samples.positives(validationTarget).get(samples.content(validationTarget))).isFalse();
    }

    @Test
    void candidatesAreDrawnWithTheProbabilityOfTheCorrection() {
        SplittableRandom random = new SplittableRandom(3);
        Random order = new Random(3);
        int[] counts = new int[SHOPS];
        double[] expected = new double[SHOPS];
        int steps = 3_000;
        for (int step = 0; step < steps; step++) {
            int[] targets = order.ints(8, 0, trainTargets.length).map(i -> trainTargets[i]).toArray();
            ContrastiveBatch batch = sampler.draw(targets, random);
            for (int i = 0; i < batch.candidates(); i++) {
                counts[batch.contents()[i]]++;
                expected[batch.contents()[i]] = Math.exp(batch.logProbabilities()[i]);
            }
        }
        for (int shop = 0; shop < SHOPS; shop++) {
            // Four standard errors of a share of 3,000 draws.
            assertThat(counts[shop] / (double) steps).isCloseTo(expected[shop], within(0.037));
        }
    }
}
