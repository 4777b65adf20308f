package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * What an element means, whatever was done with it: the weighted sum of its features' vectors, of what it says or shows,
 * and of its own vector. For a content this is the vector that users are compared with.
 */
final class ElementEncoder {

    static final String FEATURES = "element.features";
    static final String OWN = "element.own";
    static final String PROJECTION = "element.projection";

    /** Vectors begin short, so that all contents begin about equally likely. */
    private static final double DEVIATION = 0.02;

    private final NDArray features;
    private final @Nullable NDArray own;
    private final @Nullable NDArray projection;
    private final float ownDropout;

    /** @param vectorWidth of what contents say or show; 0 where that is not used */
    ElementEncoder(Weights weights, MatchParameters.Model model, FeatureVocabulary vocabulary, int vectorWidth) {
        features = weights.normal(FEATURES, DEVIATION, Math.max(1, vocabulary.features().size()), model.width());
        own = vocabulary.nodes().size() == 0
                ? null
                : weights.normal(OWN, DEVIATION, vocabulary.nodes().size(), model.width());
        projection = vectorWidth == 0 ? null : weights.normal(PROJECTION, DEVIATION, vectorWidth, model.width());
        ownDropout = model.idDropout();
    }

    /** The vectors of elements, [N, width]. */
    NDArray apply(Elements.Batch batch, boolean training) {
        NDArray sum = batch.features().matMul(features);
        if (own != null) {
            NDArray shown = batch.known();
            if (training && ownDropout > 0) {
                NDArray kept = shown.getManager().randomUniform(0, 1, shown.getShape(), DataType.FLOAT32)
                        .gte(ownDropout).toType(DataType.FLOAT32, false);
                shown = shown.mul(kept);
            }
            sum = sum.add(Layers.embedding(own, batch.own()).mul(shown));
        }
        if (projection != null && batch.vectors() != null) {
            sum = sum.add(batch.vectors().matMul(projection));
        }
        return sum;
    }

    /**
     * The part of elements that their categories make, [N, width].
     *
     * @param categories [N, features], sparse
     */
    NDArray categories(NDArray categories) {
        return categories.matMul(features);
    }
}
