package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;

import java.util.Map;

/**
 * Phrases that name features in the text of a query: names and synonyms of tags, names of categories, and values of
 * attributes.
 *
 * @param phrases  phrases in the form of {@link PhraseForm}
 * @param meanings phrase to features with their ancestors, for the spaces tag, category and attribute
 */
public record QueryVocabulary(NodeIndex phrases, Map<FeatureSpace, CsrTable> meanings) {

    public QueryVocabulary {
        meanings = Map.copyOf(meanings);
        meanings.forEach((space, table) -> {
            if (table.rows() != phrases.size()) {
                throw new IllegalArgumentException("The query vocabulary has " + table.rows() + " rows for "
                        + phrases.size() + " phrases in the space " + space.wireName());
            }
        });
    }
}
