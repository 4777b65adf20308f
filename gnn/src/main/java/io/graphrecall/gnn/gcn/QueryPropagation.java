package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.retrieval.FeatureSpace;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

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

    private QueryPropagation(List<List<NDArray>> walks, int queries, boolean[] present) {
        this.walks = walks;
        this.queries = queries;
        this.present = present;
    }

    /** @param embeddingRows row of each query in the embedding matrix, -1 for none */
    static QueryPropagation of(NDManager manager, QueryWalks graph, int[] embeddingRows) {
        List<List<CsrTable>> tables = new ArrayList<>(List.of(List.of(graph.clickThrough())));
        for (FeatureSpace space : FeatureSpace.values()) {
            tables.add(graph.walk(space));
        }
        boolean[] present = new boolean[embeddingRows.length * (tables.size() + 1)];
        fill(present, 0, tables.size() + 1, query -> embeddingRows[query] >= 0);
        for (int walk = 0; walk < tables.size(); walk++) {
            boolean[] hasEntries = Relation.hasEntries(tables.get(walk));
            fill(present, walk + 1, tables.size() + 1, query -> hasEntries[query]);
        }
        return new QueryPropagation(
                tables.stream().map(walk -> matrices(manager, walk)).toList(), embeddingRows.length, present);
    }

    /** Returns the propagation over another graph that differs in click-through only; it shares the other matrices. */
    QueryPropagation withClickThrough(NDManager manager, CsrTable clickThrough) {
        List<List<NDArray>> changed = new ArrayList<>(walks);
        changed.set(0, matrices(manager, List.of(clickThrough)));
        boolean[] changedPresent = present.clone();
        boolean[] hasEntries = Relation.hasEntries(List.of(clickThrough));
        fill(changedPresent, 1, inputs(), query -> hasEntries[query]);
        return new QueryPropagation(changed, queries, changedPresent);
    }

    private static List<NDArray> matrices(NDManager manager, List<CsrTable> tables) {
        return tables.stream().map(table -> SparseRows.of(manager, table)).toList();
    }

    private static void fill(boolean[] cells, int column, int columns, IntPredicate isPresent) {
        for (int query = 0; query < cells.length / columns; query++) {
            cells[query * columns + column] = isPresent.test(query);
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
