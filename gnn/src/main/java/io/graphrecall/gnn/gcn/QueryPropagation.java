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

/**
 * Linear propagation of content embeddings to search queries, along the walks of one graph. Its arrays live as long as the
 * manager that they were created with.
 *
 * @param walks         over click-through, then over each feature space
 * @param embeddingRows row of each query in the embedding matrix, -1 for none
 */
record QueryPropagation(List<Walk> walks, int[] embeddingRows) {

    /**
     * A product of matrices.
     *
     * @param matrices in walking order
     * @param present  by query: true if its row has an entry
     */
    record Walk(List<NDArray> matrices, boolean[] present) {

        static Walk of(NDManager manager, List<CsrTable> tables) {
            return new Walk(
                    tables.stream().map(table -> SparseRows.of(manager, table)).toList(), Relation.hasEntries(tables));
        }
    }

    static QueryPropagation of(NDManager manager, QueryWalks graph, int[] embeddingRows) {
        List<Walk> walks = new ArrayList<>(List.of(Walk.of(manager, List.of(graph.clickThrough()))));
        for (FeatureSpace space : FeatureSpace.values()) {
            walks.add(Walk.of(manager, graph.walk(space)));
        }
        return new QueryPropagation(walks, embeddingRows);
    }

    /** Returns the propagation over another graph that differs in click-through only; it shares the other matrices. */
    QueryPropagation withClickThrough(NDManager manager, CsrTable clickThrough) {
        List<Walk> changed = new ArrayList<>(walks);
        changed.set(0, Walk.of(manager, List.of(clickThrough)));
        return new QueryPropagation(changed, embeddingRows);
    }

    /** Returns the inputs of all queries: their embeddings, then one {@code [queries, width]} per walk. */
    List<NDArray> apply(NDArray embeddings, NDArray contents) {
        List<NDArray> inputs = new ArrayList<>(List.of(embeddings));
        for (Walk walk : walks) {
            NDArray walked = contents;
            for (NDArray matrix : walk.matrices().reversed()) {
                walked = matrix.matMul(walked);
            }
            inputs.add(walked);
        }
        return inputs;
    }

    /**
     * Returns the input mask, {@code [queries, 1 + walks]}.
     *
     * @param coldProbability probability of encoding a query as one without earlier searches, if it names a feature: it
     *                        lacks its own embedding and click-through then
     */
    NDArray mask(NDManager scope, float coldProbability, SplittableRandom random) {
        float[] mask = new float[embeddingRows.length * (1 + walks.size())];
        int next = 0;
        for (int i = 0; i < embeddingRows.length; i++) {
            int query = i;
            boolean cold = coldProbability > 0 && random.nextDouble() < coldProbability
                    && walks.stream().skip(1).anyMatch(walk -> walk.present()[query]);
            mask[next++] = embeddingRows[query] >= 0 && !cold ? 1 : 0;
            for (int walk = 0; walk < walks.size(); walk++) {
                mask[next++] = walks.get(walk).present()[query] && !(cold && walk == 0) ? 1 : 0;
            }
        }
        return scope.create(mask, new Shape(embeddingRows.length, 1 + walks.size()));
    }
}
