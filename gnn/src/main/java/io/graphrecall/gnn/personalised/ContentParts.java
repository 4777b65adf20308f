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
 * What contents are made of, as the model reads it: their features of each space, and the vector of what they say or
 * show. No ids and no counts. Immutable; thread-safe.
 */
final class ContentParts {

    /** The spaces whose features are a part each. */
    static final FeatureSpace[] SPACES = FeatureSpace.values();

    private static final int CATEGORY = Arrays.asList(SPACES).indexOf(FeatureSpace.CATEGORY);

    /** A row for each content and space. */
    private final CsrTable features;
    private final int contents;
    private final @Nullable EmbeddingTable vectors;

    private ContentParts(CsrTable features, int contents, @Nullable EmbeddingTable vectors) {
        this.features = features;
        this.contents = contents;
        this.vectors = vectors;
    }

    /** @param vectors of what contents say or show, by their ordinals; null for none */
    static ContentParts of(GraphTables tables, FeatureVocabulary vocabulary, @Nullable EmbeddingTable vectors) {
        FeatureWeights weights = new FeatureWeights(tables, vocabulary);
        CsrTable.Builder features = CsrTable.builder(Math.max(1, vocabulary.features().size()));
        for (int content = 0; content < tables.contents().size(); content++) {
            NodeFeatures node = tables.contentFeatures(content);
            for (FeatureSpace space : SPACES) {
                SparseVector row = weights.of(node, space);
                features.row(row.ordinals(), row.weights(), row.size());
            }
        }
        return new ContentParts(features.build(), tables.contents().size(), vectors);
    }

    /** How many contents there are. */
    int size() {
        return contents;
    }

    /**
     * N contents as tensors.
     *
     * @param features   [N x spaces, features], sparse: a row for each content and space
     * @param categories [N, features], sparse: those rows that are of categories
     * @param vectors    [N, d]: what it says or shows; null where no content has any
     */
    record Batch(int size, NDArray features, NDArray categories, @Nullable NDArray vectors) {}

    /** Some of the contents as tensors. */
    Batch batch(NDManager manager, int[] some) {
        int[] rows = new int[some.length * SPACES.length];
        int[] ofCategories = new int[some.length];
        for (int i = 0; i < some.length; i++) {
            for (int space = 0; space < SPACES.length; space++) {
                rows[i * SPACES.length + space] = some[i] * SPACES.length + space;
            }
            ofCategories[i] = some[i] * SPACES.length + CATEGORY;
        }
        return new Batch(
                some.length, SparseRows.of(manager, features, rows), SparseRows.of(manager, features, ofCategories),
                vectors == null ? null : EmbeddingRows.of(manager, vectors, some));
    }

    /** A number that differs where the parts do. */
    int hash() {
        int hash = 31 * features.hashCode() + Arrays.hashCode(features.weightArray());
        return 31 * hash + (vectors == null ? 0 : Arrays.hashCode(vectors.valueArray()));
    }
}
