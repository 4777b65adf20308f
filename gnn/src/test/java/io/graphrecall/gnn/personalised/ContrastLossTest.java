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

class ContrastLossTest {

    private static final int SHOPS = ToyGraph.STREETS * ToyGraph.SHOPS;
    private static final PersonalisedParameters.Negatives NEGATIVES = new PersonalisedParameters.Negatives(12, 4, 3, 9);
    private static final PersonalisedParameters PARAMETERS = new PersonalisedParameters(
            new PersonalisedParameters.Model(8, 6, 0, true, true, 2), NEGATIVES,
            PersonalisedParameters.Schedule.DEFAULT);

    private final TrainingData town = ToyGraph.data(100, 1);
    private final PrefixSamples samples = PrefixSamples.of(town.behaviour(), 6, 0.3, 1);
    private final int[] learned = new Histories(samples).known(samples.trainTargets());
    private final EmbeddingTable said = said();
    private final ContrastBatch.Sampler sampler = new ContrastBatch.Sampler(
            samples, learned, SHOPS, HardNegatives.of(
                    NEGATIVES, said, SHOPS, Arrays.stream(learned).map(samples::content).toArray(), 1),
            NEGATIVES);

    @Test
    void noContentThatAUserEngagedWithIsANegativeOfThatUser() {
        int[] targets = Arrays.copyOf(learned, 40);
        ContrastBatch batch = sampler.draw(targets, new SplittableRandom(1));
        int hardOnes = 0;
        for (int sample = 0; sample < targets.length; sample++) {
            BitSet positives = samples.positives(targets[sample]);
            int target = samples.content(targets[sample]);
            assertThat(positives.get(target)).isTrue();
            for (int i = 0; i < batch.compared(); i++) {
                int content = batch.contents()[i];
                assertThat(batch.excluded()[sample * batch.compared() + i] < 0)
                        .isEqualTo(positives.get(content) && content != target);
            }
            for (int i = sample * NEGATIVES.hard(); i < (sample + 1) * NEGATIVES.hard(); i++) {
                if (batch.excludedHard()[i] == 0) {
                    int content = batch.contents()[(int) batch.hard()[i]];
                    assertThat(positives.get(content)).isFalse();
                    assertThat(rank(target, content)).isBetween(NEGATIVES.from(), NEGATIVES.upTo());
                    hardOnes++;
                }
            }
            assertThat(Arrays.stream(new Histories(samples).before(targets[sample]))).doesNotContain(target);
        }
        assertThat(hardOnes).isGreaterThan(80);
    }

    @Test
    void whatIsHeldOutIsNotTakenForKnown() {
        int held = samples.validationTargets()[0];
        assertThat(samples.positives(held).get(samples.content(held))).isFalse();
    }

    @Test
    void contentsAreComparedWithAsOftenAsTheCorrectionSays() {
        SplittableRandom random = new SplittableRandom(3);
        Random order = new Random(3);
        int[] counts = new int[SHOPS];
        double[] expected = new double[SHOPS];
        int steps = 3_000;
        for (int step = 0; step < steps; step++) {
            int[] targets = order.ints(8, 0, learned.length).map(i -> learned[i]).toArray();
            ContrastBatch batch = sampler.draw(targets, random);
            for (int i = 0; i < batch.compared(); i++) {
                counts[batch.contents()[i]]++;
                expected[batch.contents()[i]] = Math.exp(batch.logExpected()[i]);
            }
        }
        for (int shop = 0; shop < SHOPS; shop++) {
            // Four standard errors of a share of 3,000 draws.
            assertThat(counts[shop] / (double) steps).isCloseTo(expected[shop], within(0.037));
        }
    }

    @Test
    void stepsWithoutBiasesDoNotKnowThem() {
        FeatureVocabulary vocabulary = FeatureVocabulary.of(town.tables(), new BitSet(), new BitSet());
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            PersonalisedModel model = new PersonalisedModel(
                    weights, PARAMETERS.model(), vocabulary.features().size(), said.dimensions());
            ContrastLoss loss = new ContrastLoss(
                    model, ContentParts.of(town.tables(), vocabulary, said), PARAMETERS);
            ContrastBatch batch = sampler.draw(Arrays.copyOf(learned, 20), new SplittableRandom(1));
            float without = value(loss.of(manager, batch, false));
            float with = value(loss.of(manager, batch, true));
            Torch.withoutGradients(() -> weight(weights, "bias.content.out").muli(10));
            assertThat(value(loss.of(manager, batch, false))).isEqualTo(without);
            assertThat(value(loss.of(manager, batch, true))).isNotEqualTo(with);
        }
    }

    private static NDArray weight(Weights weights, String name) {
        return Objects.requireNonNull(weights.parameters().get(name));
    }

    private static float value(NDArray loss) {
        return loss.getFloat();
    }

    /** From 1; as near ones are told apart by nothing, the best of them. */
    private int rank(int shop, int other) {
        return 1 + (int) IntStream.range(0, SHOPS)
                .filter(one -> one != shop && near(shop, one) > near(shop, other)).count();
    }

    private double near(int shop, int other) {
        float[] a = said.vector(shop);
        float[] b = said.vector(other);
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static EmbeddingTable said() {
        Random random = new Random(1);
        float[][] said = new float[SHOPS][5];
        for (float[] vector : said) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = random.nextFloat();
            }
        }
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, said);
    }
}
