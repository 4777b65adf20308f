package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.EmbeddingRows;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntFunction;

/** The elements of one kind that a graph has, by ordinal, as the model reads them. Immutable; thread-safe. */
final class Elements {

    private final CsrTable features;
    private final CsrTable categories;
    private final CsrTable joining;
    private final int[] own;
    private final @Nullable EmbeddingTable vectors;

    private Elements(
            CsrTable features, CsrTable categories, CsrTable joining, int[] own, @Nullable EmbeddingTable vectors) {
        this.features = features;
        this.categories = categories;
        this.joining = joining;
        this.own = own;
        this.vectors = vectors;
    }

    /** @param vectors of what contents say or show, by their ordinals; null for none */
    static Elements of(
            SequenceKind kind, GraphTables tables, FeatureVocabulary vocabulary, @Nullable EmbeddingTable vectors) {
        return switch (kind) {
            case CONTENT -> of(tables, vocabulary, tables.contents(), NodeLabel.CONTENT, tables::contentFeatures,
                    vectors);
            case ITEM -> of(tables, vocabulary, tables.items(), NodeLabel.ITEM, tables::itemFeatures, null);
            case QUERY -> of(tables, vocabulary, tables.queries(), NodeLabel.QUERY, tables::queryFeatures, null);
        };
    }

    private static Elements of(
            GraphTables tables, FeatureVocabulary vocabulary, NodeIndex nodes, NodeLabel label,
            IntFunction<NodeFeatures> featuresOf, @Nullable EmbeddingTable vectors) {
        FeatureWeights weights = new FeatureWeights(tables, vocabulary);
        CsrTable.Builder features = CsrTable.builder(vocabulary.features().size());
        CsrTable.Builder categories = CsrTable.builder(vocabulary.features().size());
        CsrTable.Builder joining = CsrTable.builder(vocabulary.features().size());
        int[] own = new int[nodes.size()];
        for (int node = 0; node < own.length; node++) {
            add(weights.of(featuresOf.apply(node)), features);
            add(weights.of(featuresOf.apply(node), FeatureSpace.CATEGORY), categories);
            add(weights.links(featuresOf.apply(node)), joining);
            own[node] = vocabulary.node(label, nodes.key(node));
        }
        return new Elements(features.build(), categories.build(), joining.build(), own, vectors);
    }

    private static void add(SparseVector row, CsrTable.Builder table) {
        table.row(row.ordinals(), row.weights(), row.size());
    }

    int size() {
        return own.length;
    }

    /** The features of an element, as entries of the table's row of that number. */
    CsrTable features() {
        return features;
    }

    /** What joins an element with others; see {@link FeatureWeights#joining}. */
    SparseVector joining(int element) {
        return new SparseVector(
                Arrays.copyOfRange(joining.columnArray(), joining.start(element), joining.end(element)),
                Arrays.copyOfRange(joining.weightArray(), joining.start(element), joining.end(element)));
    }

    /** Some of the elements as tensors. */
    Batch batch(NDManager manager, int[] elements) {
        long[] numbers = new long[elements.length];
        float[] known = new float[elements.length];
        for (int i = 0; i < elements.length; i++) {
            numbers[i] = Math.max(0, own[elements[i]]);
            known[i] = own[elements[i]] < 0 ? 0 : 1;
        }
        return new Batch(
                SparseRows.of(manager, features, elements), manager.create(numbers),
                manager.create(known, new Shape(elements.length, 1)),
                vectors == null ? null : EmbeddingRows.of(manager, vectors, elements));
    }

    /** Those of the features of some elements that are categories, [elements, features], sparse. */
    NDArray categories(NDManager manager, int[] some) {
        return SparseRows.of(manager, categories, some);
    }

    /** A number that differs where the elements do. */
    int hash() {
        int hash = 31 * features.hashCode() + Arrays.hashCode(features.weightArray());
        return 31 * hash + (vectors == null ? 0 : Arrays.hashCode(vectors.valueArray()));
    }

    /** All ordinals. */
    int[] all() {
        int[] all = new int[own.length];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /**
     * N elements as tensors.
     *
     * @param features   [N, features], sparse
     * @param own        [N]: the number of the element's own vector
     * @param known      [N, 1]: 1 where it has one
     * @param vectors    [N, d]: what it says or shows; null where no element of the kind has any
     */
    record Batch(NDArray features, NDArray own, NDArray known, @Nullable NDArray vectors) {}
}
