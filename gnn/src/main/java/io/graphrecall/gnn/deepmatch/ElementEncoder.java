package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Encoder of elements, and the target tower: the weighted sum of an element's feature embeddings, its projected content
 * vector and its id embedding.
 */
final class ElementEncoder {

    static final String FEATURES = "element.features";
    static final String IDS = "element.ids";
    static final String PROJECTION = "element.projection";

    private final NDArray features;
    private final @Nullable NDArray ids;
    private final @Nullable NDArray projection;
    private final float idDropout;

    /** @param vectorWidth dimensions of content vectors; 0 if they are not used */
    ElementEncoder(Weights weights, MatchParameters.Model model, FeatureVocabulary vocabulary, int vectorWidth) {
        features = weights.normal(FEATURES, model.deviation(), Math.max(1, vocabulary.features().size()),
                model.width());
        ids = vocabulary.nodes().size() == 0
                ? null
                : weights.normal(IDS, model.deviation(), vocabulary.nodes().size(), model.width());
        projection = vectorWidth == 0
                ? null
                : weights.normal(PROJECTION, model.deviation(), vectorWidth, model.width());
        idDropout = model.idDropout();
    }

    /** Returns the vectors of a batch of elements, [elements, dim]. */
    NDArray apply(ElementTable.Batch batch, boolean training) {
        NDArray sum = batch.features().matMul(features);
        if (ids != null) {
            NDArray present = batch.hasId();
            if (training && idDropout > 0) {
                NDArray kept = present.getManager().randomUniform(0, 1, present.getShape(), DataType.FLOAT32)
                        .gte(idDropout).toType(DataType.FLOAT32, false);
                present = present.mul(kept);
            }
            sum = sum.add(Layers.embedding(ids, batch.ids()).mul(present));
        }
        if (projection != null && batch.contentVectors() != null) {
            sum = sum.add(batch.contentVectors().matMul(projection));
        }
        return sum;
    }

    /**
     * Returns the category part of element vectors, [elements, dim].
     *
     * @param categories category features, sparse [elements, features]
     */
    NDArray categories(NDArray categories) {
        return categories.matMul(features);
    }
}
