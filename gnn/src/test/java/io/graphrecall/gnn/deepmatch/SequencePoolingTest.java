package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Objects;

class SequencePoolingTest {

    private static final MatchParameters.Model MODEL = MatchConfiguration.SESSION.parameters().model().withWidth(2);

    /** Two users, with three contents and one. */
    private static MatchBatch.Sequence sequence(NDManager manager) {
        SequenceInputs inputs = new SequenceInputs(new int[] {3, 1});
        inputs.put(0, 0, Action.CLICK, 100 * Buckets.SESSION_MS, 1_000);
        inputs.put(0, 1, Action.CLICK, Buckets.SESSION_MS - 1, 1_000);
        inputs.put(0, 2, Action.LIKE, 0, -1);
        inputs.put(1, 0, Action.CLICK, -1, 60_000);
        NDArray vectors = manager.create(
                new float[] {1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1}, new Shape(2, 3, 2));
        return inputs.sequence(manager, vectors, vectors);
    }

    private static SequencePooling.Preferences preferences(NDManager manager, MatchBatch.@Nullable Sequence queries) {
        NDArray first = manager.create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
        return new SequencePooling.Preferences(first, first, queries);
    }

    @Test
    void theNewestElementsWeighMostAtFirst() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            SequencePooling pooling = new SequencePooling(weights, "p", MODEL, true, true);
            MatchBatch.Sequence sequence = sequence(manager);
            NDArray logits = pooling.logits(sequence, preferences(manager, null));
            float[] mean = SequencePooling.mean(logits, sequence.mask(), sequence.vectors()).toFloatArray();
            // 1/1, 1/2 and 1/3 of the newest, the second and the third, over their sum.
            assertThat(mean[0]).isCloseTo((1 + 1f / 3) / (11f / 6), within(1e-5f));
            assertThat(mean[1]).isCloseTo((1f / 2) / (11f / 6), within(1e-5f));
            assertThat(mean[2]).isCloseTo(1, within(1e-5f));
            float[] session = SequencePooling.mean(logits, sequence.session(), sequence.vectors()).toFloatArray();
            assertThat(session[0]).isCloseTo(2f / 3, within(1e-5f));
            assertThat(session[1]).isCloseTo(1f / 3, within(1e-5f));
            assertThat(session[2]).as("an element of unknown age is not of the session").isZero();
        }
    }

    @Test
    void agreementAddsAMultipleOfTheCosine() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            SequencePooling pooling = new SequencePooling(weights, "p", MODEL, true, true);
            MatchBatch.Sequence sequence = sequence(manager);
            float[] before = pooling.logits(sequence, preferences(manager, sequence)).toFloatArray();
            Objects.requireNonNull(weights.parameters().get("p.categories")).addi(0.5);
            Objects.requireNonNull(weights.parameters().get("p.queries")).addi(0.25);
            float[] after = pooling.logits(sequence, preferences(manager, sequence)).toFloatArray();
            // User 0: the preference is [1, 0], the newest query is [1, 0].
            assertThat(after[0] - before[0]).isCloseTo(4 * (0.5f + 0.5f + 0.25f), within(1e-4f));
            assertThat(after[1] - before[1]).isCloseTo(0, within(1e-4f));
            assertThat(after[5] - before[5]).isCloseTo((float) (4 * ((0.5 + 0.5) * Math.sqrt(0.5) + 0.25)),
                    within(1e-4f));
        }
    }
}
