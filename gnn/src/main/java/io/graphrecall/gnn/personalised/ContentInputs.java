package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.tensor.EmbeddingRows;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Model inputs of contents: features of each feature space, and vectors of texts and media. There are no ids and no
 * counts, so a new content has the same inputs as an old one. Immutable; thread-safe.
 */
final class ContentInputs {

    /** Feature spaces; each is one input. */
    static final FeatureSpace[] SPACES = FeatureSpace.values();

    /** A row per content and feature space. */
    private final CsrTable features;
    private final int contents;
    private final @Nullable EmbeddingTable vectors;

    private ContentInputs(CsrTable features, int contents, @Nullable EmbeddingTable vectors) {
        this.features = features;
        this.contents = contents;
        this.vectors = vectors;
    }

    /** @param vectors content vectors of texts and media; null for none */
    static ContentInputs of(GraphTables tables, FeatureVocabulary vocabulary, @Nullable EmbeddingTable vectors) {
        FeatureWeights weights = new FeatureWeights(tables, vocabulary);
        CsrTable.Builder features = CsrTable.builder(Math.max(1, vocabulary.features().size()));
        for (int content = 0; content < tables.contents().size(); content++) {
            NodeFeatures node = tables.contentFeatures(content);
            for (FeatureSpace space : SPACES) {
                SparseVector row = weights.of(node, space);
                features.row(row.ordinals(), row.weights(), row.size());
            }
        }
        return new ContentInputs(features.build(), tables.contents().size(), vectors);
    }

    /** Number of contents. */
    int size() {
        return contents;
    }

    /**
     * Inputs of some contents as tensors.
     *
     * @param features   [contents * spaces, features], sparse
     * @param vectors    vectors of texts and media, [contents, dim]; null for none
     */
    record Batch(int size, NDArray features, @Nullable NDArray vectors) {}

    /** Returns the inputs of some contents. */
    Batch batch(NDManager manager, int[] ordinals) {
        int[] rows = new int[ordinals.length * SPACES.length];
        for (int i = 0; i < ordinals.length; i++) {
            for (int space = 0; space < SPACES.length; space++) {
                rows[i * SPACES.length + space] = ordinals[i] * SPACES.length + space;
            }
        }
        return new Batch(
                ordinals.length, SparseRows.of(manager, features, rows),
                vectors == null ? null : EmbeddingRows.of(manager, vectors, ordinals));
    }

    /** Returns a hash of all inputs. */
    int hash() {
        int hash = features.contentHash();
        return 31 * hash + (vectors == null ? 0 : Arrays.hashCode(vectors.valueArray()));
    }
}
