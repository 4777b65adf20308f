package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.util.stream.IntStream;

/**
 * Weighted means of a sequence. The logit of an element's weight is learned by position, action and dwell time; the
 * initial weight of the k-th newest element is proportional to 1 / k. By variant, agreement adds to the logits: a learned
 * multiple of the cosine to the user's category preferences and to the newest query. Contents are encoded like elements,
 * so the mean finds similar contents from the first step on.
 */
final class SequencePooling {

    /** Initially, the scale of cosines; it makes their learned multiples about as large as other logits. */
    static final double AGREEMENT_SCALE = 4;

    private final float[] initialLogits;
    private final NDArray positionLogits;
    private final NDArray actionLogits;
    private final @Nullable NDArray dwellLogits;
    private final @Nullable NDArray categoryAgreement;
    private final @Nullable NDArray queryAgreement;

    /**
     * @param categories true to weigh by agreement with category preferences
     * @param queries    true to weigh by agreement with the newest query
     */
    SequencePooling(
            Weights weights, String name, MatchParameters.Model model, boolean categories, boolean queries) {
        initialLogits = new float[model.maxLength()];
        IntStream.range(0, initialLogits.length)
                .forEach(i -> initialLogits[i] = (float) -Math.log(initialLogits.length - i));
        positionLogits = weights.scalars(name + ".positions", 0, model.maxLength());
        actionLogits = weights.scalars(name + ".actions", 0, Action.values().length, 1);
        dwellLogits = model.dwellTimes() ? weights.scalars(name + ".dwells", 0, Buckets.DWELLS, 1) : null;
        categoryAgreement = categories ? weights.scalars(name + ".categories", 0, 2) : null;
        queryAgreement = queries ? weights.scalars(name + ".queries", 0, Buckets.AGES, 1) : null;
    }

    /**
     * Vectors that elements are compared with.
     *
     * @param recent   category vector of the newest contents, [batch, dim]
     * @param longTerm category vector of all contents, [batch, dim]
     * @param queries  the users' searches; null if nobody in the batch has any
     */
    record Preferences(NDArray recent, NDArray longTerm, MatchBatch.@Nullable Sequence queries) {}

    /** Returns the pooling logits, [batch, length]; masked at padding. */
    NDArray logits(MatchBatch.Sequence sequence, Preferences preferences) {
        NDArray mask = sequence.mask();
        String newest = initialLogits.length - mask.getShape().get(1) + ":";
        NDArray logits = mask.getManager().create(initialLogits, new Shape(initialLogits.length))
                .add(positionLogits).get(newest).add(Layers.maskBias(mask))
                .add(Layers.embedding(actionLogits, sequence.actions()).squeeze(-1));
        if (dwellLogits != null) {
            logits = logits.add(Layers.embedding(dwellLogits, sequence.dwells()).squeeze(-1));
        }
        if (categoryAgreement != null) {
            logits = logits
                    .add(agreement(sequence.categories(), preferences.recent(), categoryAgreement.get("0:1")))
                    .add(agreement(sequence.categories(), preferences.longTerm(), categoryAgreement.get("1:2")));
        }
        MatchBatch.Sequence queries = preferences.queries();
        if (queryAgreement != null && queries != null) {
            NDArray factor = Layers.embedding(queryAgreement, queries.ages().get(":, -1")).mul(queries.present());
            logits = logits.add(agreement(sequence.vectors(), queries.vectors().get(":, -1"), factor));
        }
        return logits;
    }

    /**
     * Returns the cosines of elements and a vector, times a factor, [batch, length].
     *
     * @param elements [batch, length, dim]
     * @param vector   [batch, dim]
     * @param factor   [1] or [batch, 1]
     */
    private static NDArray agreement(NDArray elements, NDArray vector, NDArray factor) {
        NDArray cosines = Layers.l2Normalised(elements).matMul(Layers.l2Normalised(vector).expandDims(-1)).squeeze(-1);
        return Scalars.times(cosines, AGREEMENT_SCALE).mul(factor);
    }

    /**
     * Returns the weighted mean of some elements, [batch, dim]; zeros without any.
     *
     * @param logits from {@link #logits}
     * @param mask   1 at the elements, else 0, [batch, length]
     */
    static NDArray mean(NDArray logits, NDArray mask, NDArray vectors) {
        NDArray weights = logits.add(Layers.maskBias(mask)).softmax(-1).mul(mask);
        return weights.expandDims(1).matMul(vectors).squeeze(1);
    }
}
