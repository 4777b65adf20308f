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
 * Reads the elements of all sequences as one graph: over each meta-path a layer of a graph convolution (Kipf and Welling
 * 2017), {@code relu(A X W + b)}, pooled over the elements that it joins; then attention between the meta-paths. It
 * strengthens what sequences agree on.
 */
final class GraphFusion {

    private final List<Layers.Layer> layers = new ArrayList<>();
    private final SemanticAttention attention;
    private final float dropout;

    GraphFusion(Weights weights, MatchParameters.Model model) {
        for (int path = 0; path < JoinedElements.PATHS; path++) {
            layers.add(Layers.linear(weights, "graph.path" + path, model.width(), model.width()));
        }
        attention = new SemanticAttention(weights, "graph.attention", model.width(), JoinedElements.PATHS);
        dropout = model.dropout();
    }

    /** What the graph of each user's elements comes to, [B, width]; 0 where none are joined. */
    NDArray apply(MatchBatch batch, NDArray nothing, boolean training) {
        NDList got = new NDList();
        NDList present = new NDList();
        for (int path = 0; path < JoinedElements.PATHS; path++) {
            NDArray sum = nothing;
            NDArray count = nothing.get(":, 0:1");
            for (MatchBatch.Join join : batch.joins()) {
                if (join.path() == path) {
                    NDArray giving = Objects.requireNonNull(batch.sequences().get(join.to())).vectors();
                    NDArray joined = join.rows().sum(new int[] {2}).gt(0).toType(sum.getDataType(), false);
                    NDArray state = Activation.relu(layers.get(path).apply(join.rows().matMul(giving), training));
                    sum = sum.add(state.mul(joined.expandDims(-1)).sum(new int[] {1}));
                    count = count.add(joined.sum(new int[] {1}, true));
                }
            }
            got.add(Layers.dropout(sum.div(Scalars.atLeast(count, 1)), dropout, training));
            present.add(count.gt(0).toType(nothing.getDataType(), false));
        }
        return attention.apply(got, NDArrays.concat(present, 1));
    }
}
