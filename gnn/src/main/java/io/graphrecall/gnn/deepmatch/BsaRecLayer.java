package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Attention;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;

/**
 * Encoder layer of BSARec (<a href="https://arxiv.org/abs/2312.10325">Shin et al., AAAI 2024</a>): self-attention mixed
 * with a frequency filter, then a feed-forward block. Low frequencies, which carry lasting tastes, pass unchanged; high
 * frequencies are rescaled. Symbols of the paper: alpha is {@link MatchParameters.Encoder#filterWeight}, beta is
 * {@code highFrequencyScale}, LFC[X] is {@code low}, HFC[X] is {@code X - low}. With weight 0 it is a Transformer layer
 * with layer normalisation after each block.
 */
final class BsaRecLayer {

    /** Width of the feed-forward hidden layer, as a multiple of the model's. */
    private static final int EXPANSION = 4;

    private final MatchParameters.Model model;
    private final Attention attention;
    private final Layers.Layer attentionNorm;
    private final NDArray highFrequencyScale;
    private final Layers.Layer filterNorm;
    private final Layers.Layer hiddenLayer;
    private final Layers.Layer outputLayer;
    private final Layers.Layer feedForwardNorm;

    BsaRecLayer(Weights weights, String name, MatchParameters.Model model) {
        this.model = model;
        int width = model.width();
        attention = new Attention(weights, name + ".attention", width, model.encoder().heads(), model.dropout());
        attentionNorm = Layers.layerNorm(weights, name + ".attention.norm", width);
        highFrequencyScale = weights.normal(name + ".filter.beta", 1, width);
        filterNorm = Layers.layerNorm(weights, name + ".filter.norm", width);
        hiddenLayer = Layers.linear(weights, name + ".forward.in", width, EXPANSION * width);
        outputLayer = Layers.linear(weights, name + ".forward.out", EXPANSION * width, width);
        feedForwardNorm = Layers.layerNorm(weights, name + ".forward.norm", width);
    }

    /**
     * {@code [batch, length, dim]} to the same shape, or to the last position only, [batch, 1, dim].
     *
     * @param sequence      zeros at padding
     * @param attentionBias from {@link io.graphrecall.gnn.tensor.TransformerLayer#attentionBias}
     */
    NDArray apply(NDArray sequence, NDArray attentionBias, boolean lastOnly, boolean training) {
        NDArray queries = lastOnly ? sequence.get(":, -1:") : sequence;
        NDArray attended = attention.apply(queries, sequence, sequence, attentionBias, training);
        NDArray mixed = attentionNorm.apply(dropout(attended, training).add(queries), training);
        double weight = model.encoder().filterWeight();
        if (weight > 0) {
            mixed = Scalars.times(mixed, 1 - weight)
                    .add(Scalars.times(filtered(sequence, queries, lastOnly, training), weight));
        }
        NDArray hidden = Activation.gelu(hiddenLayer.apply(mixed, training));
        return feedForwardNorm.apply(
                dropout(outputLayer.apply(hidden, training), training).add(mixed), training);
    }

    private NDArray filtered(NDArray sequence, NDArray queries, boolean lastOnly, boolean training) {
        int length = (int) sequence.getShape().get(1);
        NDArray matrix = sequence.getManager().create(
                FrequencyFilter.matrix(model.maxLength(), length, model.encoder().lowFrequencies()),
                new Shape(length, length));
        NDArray low = (lastOnly ? matrix.get("-1:") : matrix).matMul(sequence);
        NDArray rescaled = low.add(queries.sub(low).mul(highFrequencyScale.square()));
        return filterNorm.apply(dropout(rescaled, training).add(queries), training);
    }

    private NDArray dropout(NDArray input, boolean training) {
        return Layers.dropout(input, model.dropout(), training);
    }
}
