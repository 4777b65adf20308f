package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.tensor.SparseRows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Linear propagation of content embeddings along the relations of one graph, as in LightGCN
 * (<a href="https://doi.org/10.1145/3397271.3401063">He et al. 2020</a>): without weights and non-linearity. Its arrays
 * live as long as the manager that they were created with.
 */
final class Propagation {

    /** Above this probability of ending where it starts, a walk reaches nothing else. */
    private static final float MAX_SELF_PROBABILITY = 0.999f;

    /** Row of each content in the embedding matrix, -1 for none. */
    private final int[] embeddingRows;
    private final List<RelationWalks> walks;
    /** By content: true if it has a descriptive input. */
    private final boolean[] described;

    /** @param descriptive true if contents without engagements have the relation too */
    private record RelationWalks(RolePair<Walk> walks, boolean symmetric, boolean descriptive) {}

    /**
     * A product of matrices without its diagonal: self-loops are excluded, since a new content has no embedding to receive.
     *
     * @param matrices in walking order
     * @param diagonal diagonal of the product, [contents, 1]
     * @param scale    factor that makes a row without its diagonal sum to 1, [contents, 1]; 0 for an empty row
     * @param present  by content: true if its row has an entry off the diagonal
     */
    private record Walk(List<NDArray> matrices, NDArray diagonal, NDArray scale, boolean[] present) {

        static Walk of(NDManager manager, List<CsrTable> tables) {
            boolean[] present = Relation.hasEntries(tables);
            float[] diagonal = Relation.diagonal(tables);
            float[] scale = new float[diagonal.length];
            for (int content = 0; content < scale.length; content++) {
                present[content] &= diagonal[content] <= MAX_SELF_PROBABILITY;
                scale[content] = present[content] ? 1 / (1 - diagonal[content]) : 0;
            }
            Shape column = new Shape(diagonal.length, 1);
            return new Walk(
                    tables.stream().map(table -> SparseRows.of(manager, table)).toList(),
                    manager.create(diagonal, column), manager.create(scale, column), present);
        }

        NDArray apply(NDArray vectors) {
            NDArray walked = vectors;
            for (NDArray matrix : matrices.reversed()) {
                walked = matrix.matMul(walked);
            }
            return walked.sub(vectors.mul(diagonal)).mul(scale);
        }
    }

    /** @param embeddingRows row of each content in the embedding matrix, -1 for none */
    Propagation(NDManager manager, List<Relation> relations, int[] embeddingRows) {
        this.embeddingRows = embeddingRows;
        walks = relations.stream().map(relation -> walks(manager, relation)).toList();
        described = new boolean[embeddingRows.length];
        for (RelationWalks relation : walks) {
            boolean[] present = relation.walks().trigger().present();
            for (int content = 0; content < described.length && relation.descriptive(); content++) {
                described[content] |= present[content];
            }
        }
    }

    private static RelationWalks walks(NDManager manager, Relation relation) {
        Walk trigger = Walk.of(manager, relation.forward());
        boolean symmetric = relation.backward().equals(relation.forward());
        return new RelationWalks(new RolePair<>(trigger, symmetric ? trigger : Walk.of(manager, relation.backward())),
                symmetric, relation.descriptive());
    }

    /** Returns the inputs of all contents by role: their embeddings, then one {@code [contents, width]} per relation. */
    RolePair<List<NDArray>> apply(NDArray embeddings) {
        RolePair<List<NDArray>> inputs = RolePair.of(role -> new ArrayList<>(List.of(embeddings)));
        for (RelationWalks relation : walks) {
            NDArray forward = relation.walks().trigger().apply(embeddings);
            inputs.trigger().add(forward);
            inputs.target().add(relation.symmetric() ? forward : relation.walks().target().apply(embeddings));
        }
        return inputs;
    }

    /**
     * Returns the input mask by role, {@code [contents * (1 + relations)]}: 1 if a content has an input, else 0.
     *
     * @param coldProbability probability of masking all non-descriptive inputs of a content that has a descriptive one
     * @param random          selects these contents, the same for both roles
     */
    RolePair<float[]> mask(float coldProbability, SplittableRandom random) {
        boolean[] isCold = new boolean[described.length];
        for (int content = 0; content < isCold.length && coldProbability > 0; content++) {
            isCold[content] = random.nextDouble() < coldProbability && described[content];
        }
        return RolePair.of(role -> {
            float[] mask = new float[isCold.length * (1 + walks.size())];
            int next = 0;
            for (int content = 0; content < isCold.length; content++) {
                mask[next++] = embeddingRows[content] >= 0 && !isCold[content] ? 1 : 0;
                for (RelationWalks relation : walks) {
                    boolean available = relation.descriptive() || !isCold[content];
                    mask[next++] = available && relation.walks().get(role).present()[content] ? 1 : 0;
                }
            }
            return mask;
        });
    }
}
