package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Vectors of search queries in user vectors, and of the features that encode a query that nobody has searched for. Holds no
 * native memory. Immutable; thread-safe.
 */
public final class QueryEmbeddings {

    private static final String PREFIX = Gcn.SPACE + ".";
    private static final String ATTENTION = PREFIX + GcnModel.QUERY_ATTENTION;
    private static final String QUERIES = PREFIX + "queries";
    private static final String FEATURES = PREFIX + "features.";
    private static final String SCALE = PREFIX + GcnModel.SEARCH_SCALE;

    private final AttentionWeights attention;
    private final EmbeddingTable queries;
    private final Map<FeatureSpace, EmbeddingTable> features;
    private final float scale;

    /**
     * @param queries  vectors by query of the generation, scaled
     * @param features by feature space and feature: mean embedding of its contents
     * @param scale    weight of a search relative to a content
     */
    QueryEmbeddings(
            AttentionWeights attention, EmbeddingTable queries, Map<FeatureSpace, EmbeddingTable> features,
            float scale) {
        this.attention = attention;
        this.queries = queries;
        this.features = Map.copyOf(features);
        this.scale = scale;
    }

    /**
     * Returns the vector of a query in a user vector, scaled by the weight of searches; null if it has none.
     *
     * @param query    ordinal in the generation, -1 for a new query
     * @param named    features that the query names
     * @param tables   tables of the generation
     */
    public float @Nullable [] vector(int query, FeatureArrays named, GraphTables tables) {
        float[] known = queries.vectorOf(query);
        if (known != null) {
            return known;
        }
        List<float @Nullable []> inputs = new ArrayList<>();
        inputs.add(null); // its own embedding
        inputs.add(null); // click-through
        boolean any = false;
        for (FeatureSpace space : FeatureSpace.values()) {
            float[] mean = mean(space, named.vector(space), tables.features(space));
            inputs.add(mean);
            any |= mean != null;
        }
        if (!any) {
            return null;
        }
        float[] vector = attention.attend(inputs);
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= scale;
        }
        return vector;
    }

    /**
     * Returns the mean embedding of the contents with some features; zeros if none of them has an embedding, and null if
     * there are none.
     */
    private float @Nullable [] mean(FeatureSpace space, SparseVector named, FeatureTables tables) {
        EmbeddingTable table = Objects.requireNonNull(features.get(space));
        SparseVector shares = QueryWalks.shares(named, tables);
        float[] mean = new float[attention.query().length];
        boolean any = false;
        for (int i = 0; i < shares.size(); i++) {
            int feature = shares.ordinals()[i];
            any |= tables.postings().start(feature) < tables.postings().end(feature);
            int row = table.row(feature);
            if (row >= 0) {
                float[] vector = table.vector(row);
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += shares.weights()[i] * vector[d];
                }
            }
        }
        return any ? mean : null;
    }

    void write(GenerationWriter writer) {
        attention.write(writer, ATTENTION);
        writer.embedding(QUERIES, queries);
        features.forEach((space, table) -> writer.embedding(FEATURES + space.wireName(), table));
        writer.floats(SCALE, new float[] {scale});
    }

    /** Reads the vectors of a generation; null if it has none. */
    static @Nullable QueryEmbeddings read(Generation generation) {
        if (!generation.has(SCALE)) {
            return null;
        }
        Map<FeatureSpace, EmbeddingTable> features = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            features.put(space, generation.embedding(FEATURES + space.wireName()));
        }
        return new QueryEmbeddings(AttentionWeights.read(generation, ATTENTION), generation.embedding(QUERIES),
                features,
                generation.floats(SCALE)[0]);
    }
}
