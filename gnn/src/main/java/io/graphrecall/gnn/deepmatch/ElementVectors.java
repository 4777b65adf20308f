package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

/**
 * What elements mean to a trained model, by the ordinals of one generation, computed one by one and without native
 * memory: for a content, the vector that users are compared with. New contents, items and queries get theirs from their
 * features. Thread-safe.
 */
public final class ElementVectors {

    private final @Nullable String space;
    private final FeatureVocabulary vocabulary;
    private final FeatureWeights weights;
    private final int width;
    private final float[] features;
    private final float @Nullable [] own;
    private final float @Nullable [] projection;

    /**
     * @param space      whose vectors tell what contents say or show; null for none
     * @param features   [features, width], row after row
     * @param own        [nodes, width]; null where no node has a vector of its own
     * @param projection [dimensions, width]; null where it is not used what contents say or show
     */
    ElementVectors(
            @Nullable String space, GraphTables tables, FeatureVocabulary vocabulary, int width, float[] features,
            float @Nullable [] own,
            float @Nullable [] projection) {
        this.space = space;
        this.vocabulary = vocabulary;
        this.weights = new FeatureWeights(tables, vocabulary);
        this.width = width;
        this.features = features;
        this.own = own;
        this.projection = projection;
    }

    /**
     * An element of a sequence.
     *
     * @param vector   all that it means; not to be changed
     * @param category the part of it that its categories make; not to be changed
     * @param joining  what joins it with others
     */
    public record Element(float[] vector, float[] category, SparseVector joining) {}

    /** The space whose vectors tell what contents say or show; null where that is not used. */
    public @Nullable String space() {
        return space;
    }

    /**
     * An element.
     *
     * @param key  a content's or an item's id, or the text of a query
     * @param said the vector of what a content says or shows, in the space that the model was trained with; null where
     *             there is none
     */
    public Element of(SequenceKind kind, String key, NodeFeatures node, float @Nullable [] said) {
        return of(vector(kind, key, node, said), node);
    }

    /** An element whose vector is known. */
    public Element of(float[] vector, NodeFeatures node) {
        return new Element(vector, sum(weights.of(node, FeatureSpace.CATEGORY)), weights.links(node));
    }

    /** All that an element means; see {@link #of(SequenceKind, String, NodeFeatures, float[])}. */
    public float[] vector(SequenceKind kind, String key, NodeFeatures node, float @Nullable [] said) {
        float[] vector = sum(weights.of(node));
        int number = kind == SequenceKind.QUERY
                ? -1
                : vocabulary.node(kind == SequenceKind.ITEM ? NodeLabel.ITEM : NodeLabel.CONTENT, key);
        if (own != null && number >= 0) {
            add(own, number, 1, vector);
        }
        if (projection != null && said != null && said.length * width == projection.length) {
            for (int d = 0; d < said.length; d++) {
                add(projection, d, said[d], vector);
            }
        }
        return vector;
    }

    private float[] sum(SparseVector rows) {
        float[] sum = new float[width];
        for (int i = 0; i < rows.size(); i++) {
            add(features, rows.ordinals()[i], rows.weights()[i], sum);
        }
        return sum;
    }

    private void add(float[] table, int row, float weight, float[] into) {
        for (int d = 0; d < width; d++) {
            into[d] += weight * table[row * width + d];
        }
    }
}
