package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;

/** Weights in training; a logit is {@code s E_u . E_i} with a learned scale s. */
final class PersonalisedModel {

    private static final String SCALE = "sharpness";
    private static final double INITIAL_SCALE = 10;
    private static final double MAX_SCALE = 50;

    private final ContentGate gate;
    private final UserPooling pooling;
    private final NDArray scale;

    /**
     * @param features    number of features in the vocabulary
     * @param vectorWidth length of the vectors of texts and media; 0 for none
     */
    PersonalisedModel(Weights weights, PersonalisedParameters.Model model, int features, int vectorWidth) {
        gate = new ContentGate(weights, model, features, vectorWidth);
        pooling = new UserPooling(weights, model);
        scale = weights.constant(SCALE, Math.log(INITIAL_SCALE), 1);
    }

    /** Returns true for the weights that encode users, not contents. */
    static boolean isOfUsers(String weight) {
        return weight.equals(SCALE) || weight.startsWith(UserPooling.PREFIX);
    }

    ContentGate gate() {
        return gate;
    }

    UserPooling pooling() {
        return pooling;
    }

    /** Factor of the cosine similarity in a logit, [1]. */
    NDArray scale() {
        return Scalars.atMost(scale.exp(), MAX_SCALE);
    }
}
