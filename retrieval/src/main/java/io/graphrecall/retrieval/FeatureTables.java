package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;

/**
 * Tables of one feature space: weighted features of nodes, postings and inverse document frequencies.
 *
 * <p>In the category space a node has every level of its path. Item categories are mapped to the content taxonomy by
 * {@code MAPS_TO}. An item category without a counterpart is a feature that no content has.
 *
 * @param index    keys of the features
 * @param idf      inverse document frequency over contents, by feature
 * @param contents content to features
 * @param items    item to features
 * @param queries  query to the features that its text names
 * @param postings feature to contents, the transpose of {@code contents}
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

    private static void require(String name, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "The size of " + name + " in feature tables is " + actual + ", expected " + expected);
        }
    }
}
