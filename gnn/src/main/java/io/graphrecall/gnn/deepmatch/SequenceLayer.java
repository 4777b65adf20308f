package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Attention;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;

/**
 * One layer of BSARec (Shin et al., AAAI 2024): attention mixed with a filter that lets the low frequencies of the
 * sequence, its lasting tastes, pass and weighs the high ones as learned; then a feed-forward part. With a filter share
 * of 0 it is a Transformer layer, normalised after each part.
 */
final class SequenceLayer {

    private static final int WIDENING = 4;

    private final MatchParameters.Model model;
    private final Attention attention;
    private final Layers.Layer attentionNorm;
    private final NDArray highs;
    private final Layers.Layer filterNorm;
    private final Layers.Layer widened;
    private final Layers.Layer narrowed;
    private final Layers.Layer forwardNorm;

    SequenceLayer(Weights weights, String name, MatchParameters.Model model) {
        this.model = model;
        int width = model.width();
        attention = new Attention(weights, name + ".attention", width, model.heads(), model.dropout());
        attentionNorm = Layers.layerNorm(weights, name + ".attention.norm", width);
        highs = weights.normal(name + ".filter.highs", 1, width);
        filterNorm = Layers.layerNorm(weights, name + ".filter.norm", width);
        widened = Layers.linear(weights, name + ".forward.in", width, WIDENING * width);
        narrowed = Layers.linear(weights, name + ".forward.out", WIDENING * width, width);
        forwardNorm = Layers.layerNorm(weights, name + ".forward.norm", width);
    }

    /**
     * {@code [B, L, width]} to the same, or to its last position only, [B, 1, width].
     *
     * @param sequence with zeros where there is no element
     * @param penalty  of {@link io.graphrecall.gnn.tensor.TransformerLayer#penalty}
     */
    NDArray apply(NDArray sequence, NDArray penalty, boolean lastOnly, boolean training) {
        NDArray asked = lastOnly ? sequence.get(":, -1:") : sequence;
        NDArray attended = attention.apply(asked, sequence, sequence, penalty, training);
        NDArray mixed = attentionNorm.apply(dropout(attended, training).add(asked), training);
        double share = model.filter().share();
        if (share > 0) {
            mixed = Scalars.times(mixed, 1 - share)
                    .add(Scalars.times(filtered(sequence, asked, lastOnly, training), share));
        }
        NDArray wide = Activation.gelu(widened.apply(mixed, training));
        return forwardNorm.apply(dropout(narrowed.apply(wide, training), training).add(mixed), training);
    }

    private NDArray filtered(NDArray sequence, NDArray asked, boolean lastOnly, boolean training) {
        int length = (int) sequence.getShape().get(1);
        NDArray matrix = sequence.getManager().create(
                LowPass.matrix(model.length(), length, model.filter().frequencies()), new Shape(length, length));
        NDArray low = (lastOnly ? matrix.get("-1:") : matrix).matMul(sequence);
        NDArray all = low.add(asked.sub(low).mul(highs.square()));
        return filterNorm.apply(dropout(all, training).add(asked), training);
    }

    private NDArray dropout(NDArray input, boolean training) {
        return Layers.dropout(input, model.dropout(), training);
    }
}
