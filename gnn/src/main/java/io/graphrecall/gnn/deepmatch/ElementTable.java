package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.feature.TagCategories;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.EmbeddingRows;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Input features of all elements of one kind, by ordinal. Immutable; thread-safe. */
final class ElementTable {

    private final CsrTable features;
    private final CsrTable categories;
    private final CsrTable links;
    private final int[] ids;
    private final @Nullable EmbeddingTable contentVectors;

    private ElementTable(
            CsrTable features, CsrTable categories, CsrTable links, int[] ids,
            @Nullable EmbeddingTable contentVectors) {
        this.features = features;
        this.categories = categories;
        this.links = links;
        this.ids = ids;
        this.contentVectors = contentVectors;
    }

    /** @param contentVectors by ordinal of content; null for none */
    static ElementTable of(
            SequenceKind kind, GraphTables tables, FeatureVocabulary vocabulary,
            @Nullable EmbeddingTable contentVectors) {
        UnaryOperator<NodeFeatures> completed = kind == SequenceKind.QUERY
                ? new TagCategories(tables)::completed
                : UnaryOperator.identity();
        NodeIndex nodes = kind.nodes(tables);
        FeatureWeights weights = new FeatureWeights(tables, vocabulary);
        int columns = Math.max(1, vocabulary.features().size()); // as many as the encoder has rows
        CsrTable.Builder features = CsrTable.builder(columns);
        CsrTable.Builder categories = CsrTable.builder(columns);
        CsrTable.Builder links = CsrTable.builder(columns);
        int[] ids = new int[nodes.size()];
        for (int node = 0; node < ids.length; node++) {
            NodeFeatures read = completed.apply(kind.features(tables, node));
            add(weights.of(read), features);
            add(weights.of(read, FeatureSpace.CATEGORY), categories);
            add(weights.links(read), links);
            ids[node] = vocabulary.node(kind.label(), nodes.key(node));
        }
        return new ElementTable(
                features.build(), categories.build(), links.build(), ids,
                kind == SequenceKind.CONTENT ? contentVectors : null);
    }

    private static void add(SparseVector row, CsrTable.Builder table) {
        table.row(row.ordinals(), row.weights(), row.size());
    }

    int size() {
        return ids.length;
    }

    /** Returns the weighted features, a row per element. */
    CsrTable features() {
        return features;
    }

    /** Returns the features that link an element to others; see {@link FeatureWeights#links}. */
    SparseVector links(int element) {
        return new SparseVector(
                Arrays.copyOfRange(links.columnArray(), links.start(element), links.end(element)),
                Arrays.copyOfRange(links.weightArray(), links.start(element), links.end(element)));
    }

    /** Returns the features of some elements as tensors. */
    Batch batch(NDManager manager, int[] elements) {
        long[] rows = new long[elements.length];
        float[] hasId = new float[elements.length];
        for (int i = 0; i < elements.length; i++) {
            rows[i] = Math.max(0, ids[elements[i]]);
            hasId[i] = ids[elements[i]] < 0 ? 0 : 1;
        }
        return new Batch(
                SparseRows.of(manager, features, elements), manager.create(rows),
                manager.create(hasId, new Shape(elements.length, 1)),
                contentVectors == null ? null : EmbeddingRows.of(manager, contentVectors, elements));
    }

    /** Returns the category features of some elements, sparse [elements, features]. */
    NDArray categories(NDManager manager, int[] elements) {
        return SparseRows.of(manager, categories, elements);
    }

    /** Returns a hash of features and content vectors. */
    int hash() {
        int hash = features.contentHash();
        return 31 * hash + (contentVectors == null ? 0 : Arrays.hashCode(contentVectors.valueArray()));
    }

    /** Returns all ordinals. */
    int[] all() {
        return IntStream.range(0, ids.length).toArray();
    }

    /**
     * Elements as tensors.
     *
     * @param features       weighted features, sparse [elements, features]
     * @param ids            row of the id embedding, [elements]; 0 for an element without one
     * @param hasId          1 where there is an id embedding, else 0, [elements, 1]
     * @param contentVectors [elements, dimensions]; null if the kind has none
     */
    record Batch(NDArray features, NDArray ids, NDArray hasId, @Nullable NDArray contentVectors) {}
}
