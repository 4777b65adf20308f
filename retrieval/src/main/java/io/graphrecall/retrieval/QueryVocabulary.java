package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;

import java.util.Map;

/**
 * The phrases by which a query's text names a feature: a tag's name and synonyms, a category's name, an attribute's
 * value. Phrases are in the normal form of {@link QueryReader}.
 *
 * @param phrases  the phrases
 * @param meanings phrase to features, for the spaces tag, category and attribute
 */
public record QueryVocabulary(NodeIndex phrases, Map<FeatureSpace, CsrTable> meanings) {

    public QueryVocabulary {
        meanings = Map.copyOf(meanings);
        meanings.forEach((space, table) -> {
            if (table.rows() != phrases.size()) {
                throw new IllegalArgumentException("query vocabulary: " + space.wireName() + " has " + table.rows()
                        + " rows for " + phrases.size() + " phrases");
            }
        });
    }
}
