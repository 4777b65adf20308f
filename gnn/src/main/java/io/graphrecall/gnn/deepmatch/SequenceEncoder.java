package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.TransformerLayer;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;

import java.util.ArrayList;
import java.util.List;

/** Reads a sequence of elements, what was done with each and how long ago it was, counted in elements. */
final class SequenceEncoder {

    private final MatchParameters.Model model;
    private final NDArray actions;
    private final NDArray positions;
    private final Layers.Layer norm;
    private final List<SequenceLayer> layers = new ArrayList<>();

    SequenceEncoder(Weights weights, String name, MatchParameters.Model model) {
        this.model = model;
        actions = weights.normal(name + ".actions", 0.02, Action.values().length, model.width());
        positions = weights.normal(name + ".positions", 0.02, model.length(), model.width());
        norm = Layers.layerNorm(weights, name + ".norm", model.width());
        for (int i = 0; i < model.layers(); i++) {
            layers.add(new SequenceLayer(weights, name + ".layer" + i, model));
        }
    }

    /**
     * What each position has become, [B, L, width], or the last one alone, [B, 1, width].
     *
     * @param vectors of the elements, [B, L, width]
     */
    NDArray apply(NDArray vectors, MatchBatch.Sequence sequence, boolean lastOnly, boolean training) {
        long length = vectors.getShape().get(1);
        NDArray present = sequence.mask().expandDims(-1);
        NDArray places = positions.get((model.length() - length) + ":");
        NDArray input = vectors.add(Layers.embedding(actions, sequence.actions())).add(places);
        NDArray state = Layers.dropout(norm.apply(input, training), model.dropout(), training).mul(present);
        NDArray penalty = TransformerLayer.attentionBias(sequence.mask());
        for (int i = 0; i < layers.size(); i++) {
            boolean last = lastOnly && i == layers.size() - 1;
            state = layers.get(i).apply(state, penalty, last, training);
            state = last ? state : state.mul(present);
        }
        return state;
    }
}
