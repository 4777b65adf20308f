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
 * The model: a vector of each content that was engaged with, passed along every relation, and for each role an attention
 * between what came over them. Only that is learned.
 */
final class GcnModel {

    static final String OWN = "own";

    /** Propagation takes means, which are much shorter than what they are of. */
    private static final double DEVIATION = 0.1;

    private final NDArray own;
    private final ByRole<SemanticAttention> attention;

    /**
     * @param contents  how many have a vector of their own
     * @param relations how many there are
     */
    GcnModel(Weights weights, int width, int contents, int relations) {
        own = weights.normal(OWN, DEVIATION, contents, width);
        attention = ByRole.of(role -> new SemanticAttention(weights, attention(role), width, relations + 1));
    }

    /**
     * The vectors of all contents of a graph, by role, {@code [contents, width]} each.
     *
     * @param places of contents among those that have a vector of their own, -1 where it has none
     * @param cold   as {@link Propagation#present} takes it
     */
    ByRole<NDArray> apply(
            NDManager scope, Propagation propagation, int[] places, float cold, SplittableRandom random) {
        ByRole<List<NDArray>> got = propagation.apply(nodes(scope, places));
        return propagation.present(cold, random).map((role, present) -> {
            NDArray mask = scope.create(present, new Shape(places.length, present.length / places.length));
            return attention.get(role).apply(got.get(role), mask);
        });
    }

    /** The part of the names of weights that is of one attention. */
    static String attention(Role role) {
        return "attention." + role.key();
    }

    /** What is passed along: the contents' own vectors, 0 where they have none. */
    NDArray nodes(NDManager scope, int[] places) {
        long[] rows = new long[places.length];
        float[] known = new float[places.length];
        for (int content = 0; content < places.length; content++) {
            rows[content] = Math.max(0, places[content]);
            known[content] = places[content] < 0 ? 0 : 1;
        }
        return Layers.embedding(own, scope.create(rows)).mul(scope.create(known, new Shape(known.length, 1)));
    }
}
