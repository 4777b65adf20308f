package io.graphrecall.retrieval;

import io.graphrecall.generation.EntryReader;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.sparse.SparseSum;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Tables of one generation that are computed from the graph without training. Contents, items and queries are dense
 * ordinals in the order of their keys. Rows of neighbour tables have descending weights. Immutable; thread-safe.
 *
 * @param contents    contents, without withdrawn ones
 * @param items       items, without withdrawn ones
 * @param queries     queries
 * @param authors     users who published contents
 * @param publishedAt epoch milliseconds by content; {@link Long#MIN_VALUE} if unknown
 * @param expiresAt   epoch milliseconds by content; {@link Long#MAX_VALUE} for never
 * @param hidden      by content, the value of {@link HeteroGraph.ContentFacts#hidden}; 0 if it may be recalled
 * @param author      by content, ordinal in {@code authors}; -1 if unknown
 * @param titles      titles by content; all are absent in a generation of an earlier version
 * @param popularity  by content, time-decayed number of users with a positive engagement
 * @param positives   by content, number of users with a positive engagement
 * @param impressions by content, number of users who were shown it lately; zeros in a generation of an earlier version
 * @param features    tables of all feature spaces
 * @param tagClosure  tag to itself and its ancestors, with the weights that they have in a content with this tag of weight
 *                    1; the tag alone in a generation of an earlier version
 * @param i2i         item-to-item neighbours: contents that the same users engaged with next
 * @param similar     contents that share categories and attributes: neighbours of space {@code attribute}
 * @param ledTo       query to contents by click-through; a {@linkplain QueryForms form} has its entries in the row of its
 *                    representative, in a generation of an earlier version in the rows of all its queries
 * @param vocabulary  phrases that name features
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
        TextColumn titles,
        float[] popularity,
        int[] positives,
        int[] impressions,
        Map<FeatureSpace, FeatureTables> features,
        SparseTable tagClosure,
        SparseTable i2i,
        SparseTable similar,
        SparseTable ledTo,
        QueryVocabulary vocabulary) {

    public GraphTables {
        features = Collections.unmodifiableMap(new EnumMap<>(features)); // faster to look up than Map.copyOf
        for (FeatureSpace space : FeatureSpace.values()) {
            if (!features.containsKey(space)) {
                throw new IllegalArgumentException("The graph tables lack the feature space " + space.wireName());
            }
        }
        int n = contents.size();
        require("published_at", publishedAt.length, n);
        require("expires_at", expiresAt.length, n);
        require("hidden", hidden.length, n);
        require("author", author.length, n);
        require("title", titles.size(), n);
        require("popularity", popularity.length, n);
        require("positives", positives.length, n);
        require("impressions", impressions.length, n);
        require("tag closure", tagClosure.rows(),
                Objects.requireNonNull(features.get(FeatureSpace.TAG)).index().size());
        require("i2i", i2i.rows(), n);
        require("similar", similar.rows(), n);
        require("led_to", ledTo.rows(), queries.size());
    }

    /** Tables of one feature space. */
    public FeatureTables features(FeatureSpace space) {
        return Objects.requireNonNull(features.get(space), "the constructor checks that all spaces exist");
    }

    /** Features of a content, as a view. */
    public NodeFeatures contentFeatures(int ordinal) {
        return (space, scale, sum) -> addRow(features(space).contents(), ordinal, scale, sum);
    }

    /** Features of an item, as a view. */
    public NodeFeatures itemFeatures(int ordinal) {
        return (space, scale, sum) -> addRow(features(space).items(), ordinal, scale, sum);
    }

    /** Features of a query, as a view. */
    public NodeFeatures queryFeatures(int ordinal) {
        return (space, scale, sum) -> addRow(features(space).queries(), ordinal, scale, sum);
    }

    /** Returns true if a content may be recalled at a time: described, not hidden, published and not expired. */
    public boolean isEligible(int content, long now) {
        return hidden[content] == 0 && publishedAt[content] <= now && expiresAt[content] > now;
    }

    /** Returns true if a content must not be recalled, whatever the settings. */
    public boolean isHidden(int content) {
        return hidden[content] == HeteroGraph.ContentFacts.HIDDEN;
    }

    /** Returns true if a content is not eligible because only events mention it. */
    public boolean isUndescribed(int content) {
        return hidden[content] == HeteroGraph.ContentFacts.UNDESCRIBED;
    }

    /** Returns the number of contents that are not eligible because only events mention them. */
    public int undescribed() {
        return (int) IntStream.range(0, hidden.length).filter(this::isUndescribed).count();
    }

    /** Returns the same tables with the contents eligible that only events mention. */
    public GraphTables withUndescribed() {
        byte[] eligible = hidden.clone();
        for (int content = 0; content < eligible.length; content++) {
            eligible[content] = isHidden(content) ? eligible[content] : 0;
        }
        return new GraphTables(contents, items, queries, authors, publishedAt, expiresAt, eligible, author, titles,
                popularity, positives, impressions, features, tagClosure, i2i, similar, ledTo, vocabulary);
    }

    public void write(GenerationWriter writer) {
        GraphTableFiles.write(this, writer);
    }

    /** Returns the tables of an open generation. They must not be used after it is closed. */
    public static GraphTables read(Generation generation) {
        return GraphTableFiles.read(generation);
    }

    private static void addRow(SparseTable table, int row, float scale, SparseSum sum) {
        EntryReader reader = table.reader();
        reader.readRow(row);
        sum.add(reader, scale);
    }

    private static void require(String name, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException("The table " + name + " has " + actual + " rows, expected " + expected);
        }
    }
}
