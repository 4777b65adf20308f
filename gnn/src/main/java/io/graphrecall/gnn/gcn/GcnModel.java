package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.SemanticAttention;
import io.graphrecall.gnn.tensor.Weights;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The trainable part of the meta-path GCN: an embedding of each content that users engaged with, and per role an attention
 * over the relations along which {@link Propagation} passes these embeddings.
 */
final class GcnModel {

    static final String EMBEDDINGS = "own";

    /** Small, since propagation averages, and a mean is much shorter than its inputs. */
    private static final double DEVIATION = 0.1;

    private final NDArray embeddings;
    private final RolePair<SemanticAttention> attention;

    /**
     * @param contents  number of contents with an embedding
     * @param relations number of relations
     */
    GcnModel(Weights weights, int width, int contents, int relations) {
        embeddings = weights.normal(EMBEDDINGS, DEVIATION, contents, width);
        attention = RolePair.of(role -> new SemanticAttention(weights, attention(role), width, relations + 1));
    }

    /**
     * Encodes all contents of a graph, by role: {@code [contents, width]} each.
     *
     * @param embeddingRows   row of each content in the embedding matrix, -1 for none
     * @param coldProbability probability of encoding a content as cold, see {@link Propagation#mask}
     */
    RolePair<NDArray> apply(
            NDManager scope, Propagation propagation, int[] embeddingRows, float coldProbability,
            SplittableRandom random) {
        RolePair<List<NDArray>> inputs = propagation.apply(initial(scope, embeddingRows));
        return propagation.mask(coldProbability, random).map((role, present) -> {
            NDArray mask = scope.create(present,
                    new Shape(embeddingRows.length, present.length / embeddingRows.length));
            return attention.get(role).apply(inputs.get(role), mask);
        });
    }

    /** Prefix of the weight names of a role's attention. */
    static String attention(Role role) {
        return "attention." + role.key();
    }

    /** Embeddings of all contents, {@code [contents, width]}; zeros for contents without one. */
    NDArray initial(NDManager scope, int[] embeddingRows) {
        long[] rows = new long[embeddingRows.length];
        float[] mask = new float[embeddingRows.length];
        for (int content = 0; content < embeddingRows.length; content++) {
            rows[content] = Math.max(0, embeddingRows[content]);
            mask[content] = embeddingRows[content] < 0 ? 0 : 1;
        }
        return Layers.embedding(embeddings, scope.create(rows)).mul(scope.create(mask, new Shape(mask.length, 1)));
    }
}
