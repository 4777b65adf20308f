package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.SemanticAttention;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The trainable part of the meta-path GCN: an embedding of each content that users engaged with, and per role an attention
 * over the relations along which {@link Propagation} passes these embeddings. Likewise an embedding of each search query
 * and an attention over {@link QueryPropagation}, and the weight of searches in a user vector.
 */
final class GcnModel {

    static final String EMBEDDINGS = "own";
    static final String QUERIES = "own-queries";
    static final String QUERY_ATTENTION = "attention.search";

    /** Name of the logarithm of the weight of a search relative to a content. */
    static final String SEARCH_SCALE = "search-scale";

    /** Small, since propagation averages, and a mean is much shorter than its inputs. */
    private static final double DEVIATION = 0.1;

    private final NDArray embeddings;
    private final RolePair<SemanticAttention> attention;
    private final @Nullable QueryWeights queries;

    /**
     * @param contents  number of contents with an embedding
     * @param queries   number of queries with an embedding; without any, the model knows no queries
     * @param relations number of relations
     */
    GcnModel(Weights weights, int width, int contents, int queries, int relations) {
        embeddings = weights.normal(EMBEDDINGS, DEVIATION, contents, width);
        attention = RolePair.of(role -> new SemanticAttention(weights, attention(role), width, relations + 1));
        this.queries = queries == 0
                ? null
                : new QueryWeights(
                        weights.normal(QUERIES, DEVIATION, queries, width),
                        new SemanticAttention(weights, QUERY_ATTENTION, width, QueryWalks.COUNT + 1),
                        weights.constant(SEARCH_SCALE, 0, 1));
    }

    /**
     * Weights for queries.
     *
     * @param embeddings [queries, width]
     * @param scale      logarithm of the weight of a search relative to a content, [1]
     */
    private record QueryWeights(NDArray embeddings, SemanticAttention attention, NDArray scale) {}

    /**
     * Encodes all queries of a graph for user vectors, {@code [queries, width]}, scaled by the weight of searches. Only
     * for a model that knows queries.
     *
     * @param contents      embeddings of all contents, from {@link #initial}
     * @param embeddingRows row of each query in the embedding matrix, -1 for none
     */
    NDArray queries(NDManager scope, QueryPropagation propagation, NDArray contents, int[] embeddingRows,
            float coldProbability, SplittableRandom random) {
        QueryWeights known = Objects.requireNonNull(queries);
        List<NDArray> inputs = propagation.apply(rows(scope, known.embeddings(), embeddingRows), contents);
        return known.attention().apply(inputs, propagation.mask(scope, coldProbability, random))
                .mul(known.scale().exp());
    }

    /**
     * Encodes all contents of a graph, by role: {@code [contents, width]} each.
     *
     * @param initial         embeddings of all contents, from {@link #initial}
     * @param coldProbability probability of encoding a content as cold, see {@link Propagation#mask}
     */
    RolePair<NDArray> apply(
            NDManager scope, Propagation propagation, NDArray initial, float coldProbability,
            SplittableRandom random) {
        RolePair<List<NDArray>> inputs = propagation.apply(initial);
        long contents = initial.getShape().get(0);
        return propagation.mask(coldProbability, random).map((role, present) -> {
            NDArray mask = scope.create(present, new Shape(contents, present.length / contents));
            return attention.get(role).apply(inputs.get(role), mask);
        });
    }

    /** Prefix of the weight names of a role's attention. */
    static String attention(ContentRole role) {
        return "attention." + role.key();
    }

    /** Embeddings of all contents, {@code [contents, width]}; zeros for contents without one. */
    NDArray initial(NDManager scope, int[] embeddingRows) {
        return rows(scope, embeddings, embeddingRows);
    }

    private static NDArray rows(NDManager scope, NDArray matrix, int[] embeddingRows) {
        long[] rows = new long[embeddingRows.length];
        float[] mask = new float[embeddingRows.length];
        for (int node = 0; node < embeddingRows.length; node++) {
            rows[node] = Math.max(0, embeddingRows[node]);
            mask[node] = embeddingRows[node] < 0 ? 0 : 1;
        }
        return Layers.embedding(matrix, scope.create(rows)).mul(scope.create(mask, new Shape(mask.length, 1)));
    }
}
