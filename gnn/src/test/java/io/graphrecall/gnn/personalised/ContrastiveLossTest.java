package io.graphrecall.gnn.personalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.TrainingData;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class ContrastiveLossTest {

    private static final int SHOPS = ToyGraph.STREETS * ToyGraph.SHOPS;
    private static final PersonalisedParameters.Negatives NEGATIVES = new PersonalisedParameters.Negatives(12, 4, 3, 9);
    private static final PersonalisedParameters PARAMETERS = new PersonalisedParameters(
            new PersonalisedParameters.Model(8, 6, 0, true, true, 2),
            new PersonalisedParameters.Objective(200_000, NEGATIVES, 0.1f), PersonalisedParameters.DEFAULT.schedule());

    private final TrainingData town = ToyGraph.data(100, 1);
    private final PrefixSamples samples = PrefixSamples.of(town.behaviour(), 6, 0.3, 1);
    private final int[] trainTargets = new EngagementHistories(samples).withHistory(samples.trainTargets());
    private final EmbeddingTable vectors = vectors();
    private final ContrastiveBatch.Sampler sampler = new ContrastiveBatch.Sampler(
            samples, trainTargets, SHOPS, HardNegatives.of(
                    NEGATIVES, vectors, SHOPS, Arrays.stream(trainTargets).map(samples::content).toArray(), 1),
            NEGATIVES);

    @Test
    void anEngagedContentIsNeverANegative() {
        int[] targets = Arrays.copyOf(trainTargets, 40);
        ContrastiveBatch batch = sampler.draw(targets, new SplittableRandom(1));
        int hardNegatives = 0;
        for (int sample = 0; sample < targets.length; sample++) {
            BitSet positives = samples.positives(targets[sample]);
            int target = samples.content(targets[sample]);
            assertThat(positives.get(target)).isTrue();
            for (int i = 0; i < batch.candidates(); i++) {
                int content = batch.contents()[i];
                assertThat(batch.candidateMask()[sample * batch.candidates() + i] < 0)
                        .isEqualTo(positives.get(content) && content != target);
            }
            for (int i = sample * NEGATIVES.hard(); i < (sample + 1) * NEGATIVES.hard(); i++) {
                if (batch.hardNegativeMask()[i] == 0) {
                    int content = batch.contents()[(int) batch.hardNegatives()[i]];
                    assertThat(positives.get(content)).isFalse();
                    assertThat(rank(target, content)).isBetween(NEGATIVES.minRank(), NEGATIVES.maxRank());
                    hardNegatives++;
                }
            }
            assertThat(Arrays.stream(new EngagementHistories(samples).before(targets[sample]))).doesNotContain(target);
        }
        assertThat(hardNegatives).isGreaterThan(80);
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

    @Test
    void lossWithoutBiasesDoesNotDependOnThem() {
        FeatureVocabulary vocabulary = FeatureVocabulary.of(town.tables(), new BitSet(), new BitSet());
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            PersonalisedModel model = new PersonalisedModel(
                    weights, PARAMETERS.model(), vocabulary.features().size(), vectors.dimensions());
            ContrastiveLoss loss = new ContrastiveLoss(
                    model, ContentInputs.of(town.tables(), vocabulary, vectors), PARAMETERS);
            ContrastiveBatch batch = sampler.draw(Arrays.copyOf(trainTargets, 20), new SplittableRandom(1));
            float without = value(loss.loss(manager, batch, false));
            float with = value(loss.loss(manager, batch, true));
            Torch.withoutGradients(() -> weight(weights, "bias.content.out").muli(10));
            assertThat(value(loss.loss(manager, batch, false))).isEqualTo(without);
            assertThat(value(loss.loss(manager, batch, true))).isNotEqualTo(with);
        }
    }

    private static NDArray weight(Weights weights, String name) {
        return Objects.requireNonNull(weights.parameters().get(name));
    }

    private static float value(NDArray loss) {
        return loss.getFloat();
    }

    /** Rank of a shop by similarity, from 1; ties get the best rank. */
    private int rank(int shop, int other) {
        return 1 + (int) IntStream.range(0, SHOPS)
                .filter(one -> one != shop && similarity(shop, one) > similarity(shop, other)).count();
    }

    private double similarity(int shop, int other) {
        float[] a = vectors.vector(shop);
        float[] b = vectors.vector(other);
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static EmbeddingTable vectors() {
        Random random = new Random(1);
        float[][] vectors = new float[SHOPS][5];
        for (float[] vector : vectors) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = random.nextFloat();
            }
        }
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
    }
}
