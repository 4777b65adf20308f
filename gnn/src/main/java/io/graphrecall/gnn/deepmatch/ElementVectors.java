package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.feature.TagCategories;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * {@link ElementEncoder} of a trained model in plain Java: encodes single contents, items and queries, including ones that
 * are newer than the generation, without native memory. Thread-safe.
 */
public final class ElementVectors {

    private final @Nullable String space;
    private final FeatureVocabulary vocabulary;
    private final FeatureWeights weights;
    private final TagCategories categories;
    private final int width;
    private final float[] features;
    private final float @Nullable [] ids;
    private final float @Nullable [] projection;
    private final float @Nullable [] popularityWeight;

    /**
     * @param space      embedding space of content vectors; null if they are not used
     * @param features   feature embeddings, [features, dim] row-major
     * @param ids        id embeddings, [nodes, dim]; null if there are none
     * @param projection projection of content vectors, [dimensions, dim]; null if they are not used
     * @param popularity weight of popularity in a score, [1]; null if it has none
     */
    ElementVectors(
            @Nullable String space, GraphTables tables, FeatureVocabulary vocabulary, int width, float[] features,
            float @Nullable [] ids, float @Nullable [] projection, float @Nullable [] popularity) {
        this.space = space;
        this.vocabulary = vocabulary;
        this.weights = new FeatureWeights(tables, vocabulary);
        this.categories = new TagCategories(tables);
        this.width = width;
        this.features = features;
        this.ids = ids;
        this.projection = projection;
        this.popularityWeight = popularity;
    }

    /**
     * An encoded element of a sequence. The arrays are not changed.
     *
     * @param vector   the element's vector, [dim]
     * @param category its category part, [dim]
     * @param links    computes the features that link it to other elements; see {@link FeatureWeights#links}
     */
    public record Element(float[] vector, float[] category, Supplier<SparseVector> links) {}

    /** Returns the embedding space of content vectors; null if they are not used. */
    public @Nullable String space() {
        return space;
    }

    /**
     * Encodes an element.
     *
     * @param key           id of a content or an item, or the text of a query
     * @param contentVector the content's vector in {@link #space}; null if there is none
     */
    public Element of(SequenceKind kind, String key, NodeFeatures node, float @Nullable [] contentVector) {
        NodeFeatures features = kind == SequenceKind.QUERY ? categories.completed(node) : node;
        return of(vector(kind, key, features, contentVector), features);
    }

    public Element of(float[] vector, NodeFeatures node) {
        return new Element(vector, sum(weights.of(node, FeatureSpace.CATEGORY)), () -> weights.links(node));
    }

    /** Returns the vector of an element; see {@link #of(SequenceKind, String, NodeFeatures, float[])}. */
    public float[] vector(SequenceKind kind, String key, NodeFeatures node, float @Nullable [] contentVector) {
        float[] vector = sum(weights.of(node));
        int id = vocabulary.node(kind.label(), key);
        if (ids != null && id >= 0) {
            add(ids, id, 1, vector);
        }
        if (projection != null && contentVector != null && contentVector.length * width == projection.length) {
            for (int d = 0; d < contentVector.length; d++) {
                add(projection, d, contentVector[d], vector);
            }
        }
        return vector;
    }

    /**
     * Returns a content's vector as the target of a search: its element vector and, if scores depend on popularity, one
     * more coordinate for it.
     *
     * @param vector     from {@link #vector}
     * @param popularity ln(1 + number of users with a positive engagement)
     */
    public float[] target(float[] vector, float popularity) {
        if (popularityWeight == null) {
            return vector;
        }
        float[] target = Arrays.copyOf(vector, width + 1);
        target[width] = popularityWeight[0] * popularity;
        return target;
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
