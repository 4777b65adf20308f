package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.tensor.SparseRows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Linear propagation of content embeddings to search queries, along the walks of one graph. Its arrays live as long as the
 * manager that they were created with.
 */
final class QueryPropagation {

    /** Inputs that a query without earlier searches lacks: its own embedding and click-through. */
    private static final int OF_BEHAVIOUR = 2;

    private final List<List<NDArray>> walks;
    private final int queries;
    /** [queries, 1 + walks], row-major: true if a query has the input. Input 0 is its own embedding. */
    private final boolean[] present;

    /** @param embeddingRows row of each query in the embedding matrix, -1 for none */
    QueryPropagation(NDManager manager, QueryWalks graph, int[] embeddingRows) {
        queries = embeddingRows.length;
        walks = graph.walks().stream().map(tables -> tables.stream().map(table -> SparseRows.of(
                manager, table, IntStream.range(0, table.rows()).toArray())).toList()).toList();
        present = new boolean[queries * inputs()];
        List<List<CsrTable>> tables = graph.walks();
        for (int walk = 0; walk < tables.size(); walk++) {
            boolean[] hasEntries = Relation.hasEntries(tables.get(walk));
            for (int query = 0; query < queries; query++) {
                present[query * inputs()] = embeddingRows[query] >= 0;
                present[query * inputs() + walk + 1] = hasEntries[query];
            }
        }
    }

    private int inputs() {
        return walks.size() + 1;
    }

    /** Returns the inputs of all queries: their embeddings, then one {@code [queries, width]} per walk. */
    List<NDArray> apply(NDArray embeddings, NDArray contents) {
        List<NDArray> inputs = new ArrayList<>(List.of(embeddings));
        for (List<NDArray> matrices : walks) {
            NDArray walked = contents;
            for (NDArray matrix : matrices.reversed()) {
                walked = matrix.matMul(walked);
            }
            inputs.add(walked);
        }
        return inputs;
    }

    /**
     * Returns the input mask, {@code [queries, 1 + walks]}.
     *
     * @param coldProbability probability of encoding a query as one without earlier searches, if it names a feature
     */
    NDArray mask(NDManager scope, float coldProbability, SplittableRandom random) {
        float[] mask = new float[present.length];
        for (int query = 0; query < queries; query++) {
            int first = query * inputs();
            boolean named = false;
            for (int input = OF_BEHAVIOUR; input < inputs(); input++) {
                named |= present[first + input];
            }
            boolean cold = coldProbability > 0 && random.nextDouble() < coldProbability && named;
            for (int input = 0; input < inputs(); input++) {
                mask[first + input] = present[first + input] && !(cold && input < OF_BEHAVIOUR) ? 1 : 0;
            }
        }
        return scope.create(mask, new Shape(queries, inputs()));
    }
}
