package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The weights: {@code E_u = EC_u + EP_u}, {@code E_i = EC_i + EP_i}, a score is {@code s E_u . E_i} with a learned
 * sharpness s.
 */
final class PersonalisedModel {

    private static final double FIRST_SHARPNESS = 10;
    private static final double MOST_SHARPNESS = 50;

    private final ContentGate gate;
    private final UserPooling pooling;
    private final @Nullable Biases biases;
    private final NDArray sharpness;

    /**
     * @param features    of the vocabulary
     * @param vectorWidth of what contents say or show; 0 where that is not used
     */
    PersonalisedModel(Weights weights, PersonalisedParameters.Model model, int features, int vectorWidth) {
        gate = new ContentGate(weights, model, features, vectorWidth);
        pooling = new UserPooling(weights, model);
        biases = model.biases() ? new Biases(weights, model, features) : null;
        sharpness = weights.constant("sharpness", Math.log(FIRST_SHARPNESS), 1);
    }

    ContentGate gate() {
        return gate;
    }

    UserPooling pooling() {
        return pooling;
    }

    /** Null where the model has none. */
    @Nullable
    Biases biases() {
        return biases;
    }

    /** What cosines are multiplied by, [1]. */
    NDArray sharpness() {
        return Scalars.atMost(sharpness.exp(), MOST_SHARPNESS);
    }
}
