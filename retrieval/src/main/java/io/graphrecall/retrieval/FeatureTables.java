package io.graphrecall.retrieval;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;

import java.util.Arrays;

/**
 * Tables of one feature space: weighted features of nodes, postings and inverse document frequencies.
 *
 * <p>In the category space a node has every level of its path. Item categories are mapped to the content taxonomy by
 * {@code MAPS_TO}. An item category without a counterpart is a feature that no content has.
 *
 * @param index     keys of the features
 * @param names     names of the features for people, by ordinal: the most frequent word of a term, else the key
 * @param idf       inverse document frequency over contents, by feature
 * @param relevance weight of a feature by what it predicts about behaviour; 1 on average and without behaviour
 * @param contents  content to features
 * @param items     item to features
 * @param queries   query to the features that its text names
 * @param postings  feature to contents, the transpose of {@code contents}
 * @param largest   largest weight of a feature in a content, by feature; 0 for a feature that no content has
 * @param maxFeatures largest number of features of a content
 */
public record FeatureTables(
        NodeIndex index,
        NodeIndex names,
        float[] idf,
        float[] relevance,
        SparseTable contents,
        SparseTable items,
        SparseTable queries,
        SparseTable postings,
        float[] largest,
        int maxFeatures) {

    public FeatureTables {
        int features = index.size();
        require("names", names.size(), features);
        require("idf", idf.length, features);
        require("relevance", relevance.length, features);
        require("columns of contents", contents.columns(), features);
        require("columns of items", items.columns(), features);
        require("columns of queries", queries.columns(), features);
        require("rows of postings", postings.rows(), features);
        require("columns of postings", postings.columns(), contents.rows());
        require("largest", largest.length, features);
    }

    /** Creates tables and finds the largest weights and numbers. */
    public FeatureTables(NodeIndex index, NodeIndex names, float[] idf, float[] relevance, SparseTable contents,
            SparseTable items, SparseTable queries, SparseTable postings) {
        this(index, names, idf, relevance, contents, items, queries, postings, largest(postings),
                contents.longestRow());
    }

    /** Returns the same tables with another relevance. */
    public FeatureTables withRelevance(float[] other) {
        return new FeatureTables(index, names, idf, other, contents, items, queries, postings, largest, maxFeatures);
    }

    /** Returns the relevance of features without behaviour. */
    public static float[] uniform(NodeIndex index) {
        float[] ones = new float[index.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] largest(SparseTable postings) {
        float[] largest = new float[postings.rows()];
        for (int feature = 0; feature < largest.length; feature++) {
            for (int entry = postings.start(feature); entry < postings.end(feature); entry++) {
                largest[feature] = Math.max(largest[feature], postings.weight(entry));
            }
        }
        return largest;
    }

    private static void require(String name, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "The size of " + name + " in feature tables is " + actual + ", expected " + expected);
        }
    }
}
