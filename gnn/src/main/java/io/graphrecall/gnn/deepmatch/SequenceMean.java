package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.util.stream.IntStream;

/**
 * What a sequence is about on the whole: the mean of its elements, brought to the length of what an encoder makes of it.
 * Users are compared with contents that are encoded as the elements are, so this finds what is like them from the first
 * step on. How much an element counts is learned by how long ago it was, counted in elements, and by what was done; at
 * first as 1 / (1 + elements since), whatever was done.
 */
final class SequenceMean {

    private final float[] prior;
    private final float dropout;
    private final NDArray ages;
    private final NDArray actions;
    private final Layers.Layer norm;

    SequenceMean(Weights weights, String name, MatchParameters.Model model) {
        dropout = model.dropout();
        prior = new float[model.length()];
        IntStream.range(0, prior.length).forEach(place -> prior[place] = (float) -Math.log(prior.length - place));
        ages = weights.constant(name + ".mean.ages", 0, model.length());
        actions = weights.constant(name + ".mean.actions", 0, Action.values().length, 1);
        norm = Layers.layerNorm(weights, name + ".mean.norm", model.width());
    }

    /** How much each element counts, as what a softmax takes, [B, L]; next to nothing where there is no element. */
    NDArray scores(MatchBatch.Sequence sequence) {
        NDArray mask = sequence.mask();
        String places = prior.length - mask.getShape().get(1) + ":";
        NDArray byAge = mask.getManager().create(prior, new Shape(prior.length)).add(ages).get(places);
        return Layers.embedding(actions, sequence.actions()).squeeze(-1).add(byAge).add(Layers.maskBias(mask));
    }

    /**
     * [B, width]; zeros for a user without such elements.
     *
     * @param scores of {@link #scores}
     * @param others other means of the same elements, [B, P, width], that make one with this; null for none
     */
    NDArray apply(MatchBatch.Sequence sequence, NDArray scores, @Nullable NDArray others, boolean training) {
        NDArray mean = scores.softmax(-1).expandDims(1).matMul(sequence.vectors()).squeeze(1);
        if (others != null) {
            mean = mean.add(others.sum(new int[] {1}));
        }
        return Layers.dropout(norm.apply(mean, training), dropout, training).mul(sequence.present());
    }
}
