package io.graphrecall.content.classify;

import java.util.ArrayList;
import java.util.List;

/** Binary logistic regression on a few dense features. Immutable and thread-safe after fitting. */
public final class BinaryModel {

    private final SoftmaxRegression model;

    private BinaryModel(SoftmaxRegression model) {
        this.model = model;
    }

    /**
     * Fits a model.
     *
     * @param features [examples, width]
     * @param labels   true for positive examples
     * @param seed     seed of the order of examples
     */
    public static BinaryModel fit(List<float[]> features, List<Boolean> labels, int width, long seed) {
        // A negative example without features keeps the probability below 1 if all examples are positive.
        List<Features> examples = new ArrayList<>(features.stream().map(Features::new).toList());
        examples.add(new Features(new float[width]));
        int[] classes = new int[examples.size()];
        for (int i = 0; i < labels.size(); i++) {
            classes[i] = labels.get(i) ? 1 : 0;
        }
        SoftmaxParameters parameters = new SoftmaxParameters(List.of(1f), 0.1f, 0, 10, 2, 0.1, seed);
        return new BinaryModel(SoftmaxRegression.fit(examples, classes, 2, parameters));
    }

    /** Returns P(positive | features). */
    public float probability(float[] features) {
        return model.probabilities(new Features(features))[1];
    }
}
