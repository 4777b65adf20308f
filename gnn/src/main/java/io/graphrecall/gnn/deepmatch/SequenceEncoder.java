package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.TransformerLayer;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;

import java.util.ArrayList;
import java.util.List;

/**
 * Sequence encoder: embeddings of elements, actions and positions through a stack of {@link BsaRecLayer}. Positions count
 * from the newest element.
 */
final class SequenceEncoder {

    private final MatchParameters.Model model;
    private final NDArray actions;
    private final NDArray positions;
    private final Layers.Layer norm;
    private final List<BsaRecLayer> layers = new ArrayList<>();

    SequenceEncoder(Weights weights, String name, MatchParameters.Model model) {
        this.model = model;
        actions = weights.normal(name + ".actions", 0.02, Action.values().length, model.width());
        positions = weights.normal(name + ".positions", 0.02, model.maxLength(), model.width());
        norm = Layers.layerNorm(weights, name + ".norm", model.width());
        for (int i = 0; i < model.encoder().layers(); i++) {
            layers.add(new BsaRecLayer(weights, name + ".layer" + i, model));
        }
    }

    /** Returns the hidden state of the newest position, [batch, 1, dim]. */
    NDArray apply(MatchBatch.Sequence sequence, boolean training) {
        NDArray vectors = sequence.vectors();
        long length = vectors.getShape().get(1);
        NDArray present = sequence.mask().expandDims(-1);
        NDArray newest = positions.get((model.maxLength() - length) + ":");
        NDArray input = vectors.add(Layers.embedding(actions, sequence.actions())).add(newest);
        NDArray state = Layers.dropout(norm.apply(input, training), model.dropout(), training).mul(present);
        NDArray attentionBias = TransformerLayer.attentionBias(sequence.mask());
        for (int i = 0; i < layers.size(); i++) {
            boolean last = i == layers.size() - 1;
            state = layers.get(i).apply(state, attentionBias, last, training);
            state = last ? state : state.mul(present);
        }
        return state;
    }
}
