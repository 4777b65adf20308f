package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.SemanticAttention;
import io.graphrecall.gnn.tensor.Weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Graph convolution over a user's {@link SequenceGraph}. For each meta-path it computes {@code relu(A X W + b)}
 * (<a href="https://arxiv.org/abs/1609.02907">Kipf and Welling 2017</a>; A the adjacency, X the element vectors) and
 * mean-pools it over the elements with neighbours. {@link SemanticAttention} combines the meta-paths.
 */
final class GraphFusion {

    private final List<Layers.Layer> layers = new ArrayList<>();
    private final SemanticAttention attention;
    private final float dropout;

    GraphFusion(Weights weights, MatchParameters.Model model) {
        for (int path = 0; path < SequenceGraph.PATHS; path++) {
            layers.add(Layers.linear(weights, "graph.path" + path, model.width(), model.width()));
        }
        attention = new SemanticAttention(weights, "graph.attention", model.width(), SequenceGraph.PATHS);
        dropout = model.dropout();
    }

    /**
     * Returns the pooled graph of each user, [batch, dim]; 0 without edges.
     *
     * @param zeros [batch, dim]
     */
    NDArray apply(MatchBatch batch, NDArray zeros, boolean training) {
        NDList pooled = new NDList();
        NDList present = new NDList();
        for (int path = 0; path < SequenceGraph.PATHS; path++) {
            NDArray sum = zeros;
            NDArray count = zeros.get(":, 0:1");
            for (MatchBatch.Adjacency adjacency : batch.graph()) {
                if (adjacency.path() == path) {
                    NDArray neighbours = Objects.requireNonNull(batch.sequences().get(adjacency.to())).vectors();
                    NDArray connected = adjacency.weights().sum(new int[] {2}).gt(0).toType(sum.getDataType(), false);
                    NDArray state = Activation.relu(
                            layers.get(path).apply(adjacency.weights().matMul(neighbours), training));
                    sum = sum.add(state.mul(connected.expandDims(-1)).sum(new int[] {1}));
                    count = count.add(connected.sum(new int[] {1}, true));
                }
            }
            pooled.add(Layers.dropout(sum.div(Scalars.atLeast(count, 1)), dropout, training));
            present.add(count.gt(0).toType(zeros.getDataType(), false));
        }
        return attention.apply(pooled, NDArrays.concat(present, 1));
    }
}
