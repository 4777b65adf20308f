package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything of one generation that is computed from the graph without learning: what recall looks up. Contents, items
 * and queries are dense ordinals in the order of their keys. Immutable; thread-safe.
 *
 * @param contents    the contents, but those withdrawn
 * @param items       the items, but those withdrawn
 * @param queries     the queries
 * @param authors     the users who published something
 * @param publishedAt per content, epoch milliseconds; {@link Long#MIN_VALUE} where unknown
 * @param expiresAt   per content, epoch milliseconds; {@link Long#MAX_VALUE} for never
 * @param hidden      per content, 1 where it must not be recalled
 * @param author      per content, ordinal in {@code authors}; -1 where unknown
 * @param popularity  per content, decayed positive engagements
 * @param positives   per content, positive engagements
 * @param features    the feature spaces; all of them are there
 * @param i2i         content to the contents that the same users engaged with next, the heaviest first
 * @param similar     content to contents that share categories and attributes, the heaviest first: space {@code attribute}
 * @param ledTo       query to the contents it led to, the heaviest first
 * @param vocabulary  by which phrases a text names features
 */
public record GraphTables(
        NodeIndex contents,
        NodeIndex items,
        NodeIndex queries,
        NodeIndex authors,
        long[] publishedAt,
        long[] expiresAt,
        byte[] hidden,
        int[] author,
        float[] popularity,
        int[] positives,
        Map<FeatureSpace, FeatureTables> features,
        CsrTable i2i,
        CsrTable similar,
        CsrTable ledTo,
        QueryVocabulary vocabulary) {

    public GraphTables {
        features = Collections.unmodifiableMap(new EnumMap<>(features)); // faster to look up than Map.copyOf
        for (FeatureSpace space : FeatureSpace.values()) {
            if (!features.containsKey(space)) {
                throw new IllegalArgumentException("graph tables lack the feature space " + space.wireName());
            }
        }
        int n = contents.size();
        require("published_at", publishedAt.length, n);
        require("expires_at", expiresAt.length, n);
        require("hidden", hidden.length, n);
        require("author", author.length, n);
        require("popularity", popularity.length, n);
        require("positives", positives.length, n);
        require("i2i", i2i.rows(), n);
        require("similar", similar.rows(), n);
        require("led_to", ledTo.rows(), queries.size());
    }

    /** The tables of one space. */
    public FeatureTables features(FeatureSpace space) {
        FeatureTables tables = features.get(space);
        if (tables == null) {
            throw new AssertionError("checked when made");
        }
        return tables;
    }

    /** The features of a content, a view. */
    public NodeFeatures contentFeatures(int ordinal) {
        return (space, scale, sum) -> addRow(features(space).contents(), ordinal, scale, sum);
    }

    /** The features of an item, a view. */
    public NodeFeatures itemFeatures(int ordinal) {
        return (space, scale, sum) -> addRow(features(space).items(), ordinal, scale, sum);
    }

    /** The features of a query, a view. */
    public NodeFeatures queryFeatures(int ordinal) {
        return (space, scale, sum) -> addRow(features(space).queries(), ordinal, scale, sum);
    }

    /** Writes all tables into a generation that is being made. */
    public void write(GenerationWriter writer) {
        GraphTableFiles.write(this, writer);
    }

    /** The tables of an open generation; they live as long as it does. */
    public static GraphTables read(Generation generation) {
        return GraphTableFiles.read(generation);
    }

    private static void addRow(CsrTable table, int row, float scale, SparseSum sum) {
        sum.add(table.columnArray(), table.weightArray(), table.start(row), table.end(row), scale);
    }

    private static void require(String what, int is, int wanted) {
        if (is != wanted) {
            throw new IllegalArgumentException("graph tables: " + what + " has " + is + " rows, not " + wanted);
        }
    }
}
