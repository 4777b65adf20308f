package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;

/**
 * One feature space: which nodes have which features, how much, and how telling each feature is.
 *
 * <p>In the category space a node has every level of its path. An item's categories are taken to the content taxonomy
 * by {@code MAPS_TO}; an item category without a counterpart is a feature of its own that no content has.
 *
 * @param index    the features' keys
 * @param idf      inverse document frequency over contents, one a feature
 * @param contents content to features
 * @param items    item to features
 * @param queries  query to features: what the query's text names
 * @param postings feature to contents; the transpose of {@code contents}
 */
public record FeatureTables(
        NodeIndex index, float[] idf, CsrTable contents, CsrTable items, CsrTable queries, CsrTable postings) {

    public FeatureTables {
        int features = index.size();
        require("idf", idf.length, features);
        require("columns of contents", contents.columns(), features);
        require("columns of items", items.columns(), features);
        require("columns of queries", queries.columns(), features);
        require("rows of postings", postings.rows(), features);
        require("columns of postings", postings.columns(), contents.rows());
    }

    private static void require(String what, int is, int wanted) {
        if (is != wanted) {
            throw new IllegalArgumentException("feature tables: " + what + " is " + is + ", not " + wanted);
        }
    }
}
