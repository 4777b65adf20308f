package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

class MaskedElementsTest {

    private static final MatchParameters.Model MODEL = MatchConfiguration.SESSION.parameters().model()
            .withVariant(MatchVariant.MASK).withWidth(2);
    private static final int LENGTH = 4;
    private static final int USERS = 2;

    @Test
    void theCategoryOfAMaskedElementDoesNotWeighItsContext() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            List<SequenceKind> kinds = List.of(SequenceKind.CONTENT);
            UserEncoder users = new UserEncoder(weights, MODEL, kinds);
            MaskedElements masked = new MaskedElements(weights, MODEL, kinds);
            Objects.requireNonNull(weights.parameters().get("sequence.content.pooling.categories")).addi(0.5);
            float[] categories = {1, 0, 0, 1, 1, 1, -1, 0, 0, -1, 1, -1, -1, 1, 1, 0};
            float loss = loss(manager, users, masked, categories);
            List<Integer> unused = new ArrayList<>();
            for (int element = 0; element < USERS * LENGTH; element++) {
                float[] changed = categories.clone();
                changed[2 * element] += 2;
                changed[2 * element + 1] += 5;
                if (loss(manager, users, masked, changed) == loss) {
                    unused.add(element / LENGTH);
                }
            }
            assertThat(unused).as("users whose masked element, and no other, has no influence").containsExactly(0, 1);
        }
    }

    private static float loss(NDManager manager, UserEncoder users, MaskedElements masked, float[] categories) {
        SequenceInputs inputs = new SequenceInputs(new int[] {LENGTH, LENGTH});
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < LENGTH; i++) {
                inputs.put(user, i, Action.CLICK, -1, -1);
            }
        }
        NDArray vectors = manager.create(
                new float[] {1, 0, 0, 1, 1, 1, -1, 2, 0, -1, 2, -1, -1, 3, 2, 0}, new Shape(USERS * LENGTH, 2));
        MatchBatch.Sequence sequence = inputs.sequence(
                manager, vectors.reshape(USERS, LENGTH, 2), manager.create(categories, new Shape(USERS, LENGTH, 2)));
        SampleEncoder.Encoded batch = new SampleEncoder.Encoded(
                new MatchBatch(USERS, Map.of(SequenceKind.CONTENT, sequence), List.of()), vectors,
                Map.of(SequenceKind.CONTENT, new SampleEncoder.EncodedSequence(
                        sequence, new long[] {0, 1, 2, 3, 4, 5, 6, 7}, vectors)));
        return masked.loss(manager, users, batch, new SplittableRandom(7)).toFloatArray()[0];
    }
}
