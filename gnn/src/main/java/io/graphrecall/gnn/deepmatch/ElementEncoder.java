package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Encoder of elements, and the target tower: the weighted sum of an element's feature embeddings, its projected content
 * vector and its id embedding.
 */
final class ElementEncoder {

    static final String FEATURES = "element.features";
    static final String IDS = "element.ids";
    /** Id embeddings as a trained model uses them, if they are smoothed. */
    static final String SMOOTHED_IDS = "element.ids.smoothed";
    static final String PROJECTION = "element.projection";

    private static final int STEPS = 2;
    private static final double INITIAL_STEP_WEIGHT = 0.5;

    private final NDArray features;
    private final @Nullable NDArray ids;
    private final @Nullable NDArray projection;
    private final float idDropout;
    /** Weights of the means over neighbours, by the number of steps from 1, [steps]; null if ids are not smoothed. */
    private final @Nullable NDArray stepWeights;
    private final @Nullable NDArray smoothedIds;

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
        boolean smoothed = ids != null && model.idGraph();
        stepWeights = smoothed ? weights.scalars("element.ids.steps", INITIAL_STEP_WEIGHT, STEPS) : null;
        smoothedIds = smoothed ? weights.buffer(SMOOTHED_IDS, 0, vocabulary.nodes().size(), model.width()) : null;
    }

    /** Returns true if id embeddings are smoothed. */
    boolean smoothsIds() {
        return stepWeights != null;
    }

    /**
     * Returns the id embeddings, [nodes, dim]: each plus a learned multiple of the mean of its neighbours, and of theirs.
     * They are linear in the embeddings, as in LightGCN (<a href="https://doi.org/10.1145/3397271.3401063">He et al.
     * 2020</a>).
     *
     * @param graph one of {@link IdGraphs}; null for embeddings that are not smoothed
     * @return null without id embeddings
     */
    @Nullable
    NDArray ids(@Nullable NDArray graph) {
        if (ids == null || graph == null || stepWeights == null) {
            return ids;
        }
        NDArray sum = ids;
        NDArray mean = ids;
        for (int step = 0; step < STEPS; step++) {
            mean = graph.matMul(mean);
            sum = sum.add(mean.mul(stepWeights.get(step + ":" + (step + 1))));
        }
        return sum;
    }

    /** Stores the embeddings of {@link #ids} for the use of the trained model. */
    void storeIds(NDArray graph) {
        Torch.withoutGradients(() -> {
            Objects.requireNonNull(ids(graph)).copyTo(Objects.requireNonNull(smoothedIds));
            return null;
        });
    }

    /**
     * Returns the vectors of a batch of elements, [elements, dim].
     *
     * @param idEmbeddings from {@link #ids}
     */
    NDArray apply(ElementTable.Batch batch, @Nullable NDArray idEmbeddings, boolean training) {
        NDArray sum = batch.features().matMul(features);
        if (idEmbeddings != null) {
            NDArray present = batch.hasId();
            if (training && idDropout > 0) {
                NDArray kept = present.getManager().randomUniform(0, 1, present.getShape(), DataType.FLOAT32)
                        .gte(idDropout).toType(DataType.FLOAT32, false);
                present = present.mul(kept);
            }
            sum = sum.add(Layers.embedding(idEmbeddings, batch.ids()).mul(present));
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
