package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.schema.Scripts;

import java.util.EnumMap;
import java.util.Map;

/**
 * Query understanding: the tags, categories and attributes that a query's text names, and its terms. The build uses it
 * for known queries and the service for the query of a request, so both get the same features. Thread-safe.
 */
public final class QueryReader {

    /** Maximum length of a phrase, in characters. Names of tags and categories are shorter. */
    private static final int MAX_PHRASE_LENGTH = 60;

    /** Weight of a phrase inside a longer phrase that was found too. */
    private static final float NESTED_PHRASE_WEIGHT = 0.5f;

    private final QueryVocabulary vocabulary;
    private final TermVectors terms;

    /** @param termIdf inverse document frequencies by term */
    public QueryReader(QueryVocabulary vocabulary, NodeIndex terms, float[] termIdf, Segmenter segmenter) {
        this.vocabulary = vocabulary;
        this.terms = new TermVectors(terms, termIdf, segmenter);
    }

    /** Returns the reader of a generation. */
    public static QueryReader of(GraphTables tables, Segmenter segmenter) {
        FeatureTables terms = tables.features(FeatureSpace.TERM);
        return new QueryReader(tables.vocabulary(), terms.index(), terms.idf(), segmenter);
    }

    /** False for phrases that name nothing: a single Latin letter, digits only, or text that is too long. */
    public static boolean isSearchable(String phrase) {
        return !phrase.isEmpty() && phrase.length() <= MAX_PHRASE_LENGTH
                && !(phrase.length() == 1 && Scripts.hasSpaces(phrase.charAt(0)))
                && !phrase.chars().allMatch(c -> Character.isDigit(c) || c == ' ');
    }

    /** Returns the features of a text. Weights of named features are at most 1. */
    public FeatureArrays read(String text) {
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        Map<FeatureSpace, SparseSum> named = namedFeatures(text);
        named.forEach((space, sum) -> {
            if (sum.size() > 0) {
                vectors.put(space, sum.top(Integer.MAX_VALUE));
            }
        });
        SparseVector termVector = terms.of(text);
        if (!termVector.isEmpty()) {
            vectors.put(FeatureSpace.TERM, termVector);
        }
        return new FeatureArrays(vectors);
    }

    private Map<FeatureSpace, SparseSum> namedFeatures(String text) {
        Map<FeatureSpace, SparseSum> sums = new EnumMap<>(FeatureSpace.class);
        vocabulary.meanings().keySet().forEach(space -> sums.put(space, new SparseSum(8)));
        String form = PhraseForm.of(text);
        int coveredTo = 0;
        for (int start = 0; start < form.length(); start++) {
            if (!Scripts.isBoundary(form, start)) {
                continue;
            }
            int maxEnd = Math.min(form.length(), start + MAX_PHRASE_LENGTH);
            for (int end = maxEnd; end > start; end--) {
                if (!Scripts.isBoundary(form, end)) {
                    continue;
                }
                int phrase = vocabulary.phrases().ordinal(form.substring(start, end));
                if (phrase >= 0) {
                    addMeanings(phrase, end <= coveredTo ? NESTED_PHRASE_WEIGHT : 1, sums);
                    coveredTo = Math.max(coveredTo, end);
                }
            }
        }
        return sums;
    }

    private void addMeanings(int phrase, float scale, Map<FeatureSpace, SparseSum> sums) {
        sums.forEach((space, sum) -> {
            CsrTable meanings = vocabulary.meanings().get(space);
            if (meanings != null) {
                for (int i = meanings.start(phrase); i < meanings.end(phrase); i++) {
                    sum.raise(meanings.column(i), scale * meanings.weight(i));
                }
            }
        });
    }
}
