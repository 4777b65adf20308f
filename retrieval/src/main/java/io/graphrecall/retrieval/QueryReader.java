package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.schema.Scripts;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Query understanding: the tags, categories and attributes that a query's text names, and its terms. The build uses it
 * for known queries and the service for the query of a request, so both get the same features. Thread-safe.
 */
public final class QueryReader {

    /** Maximum length of a phrase, in characters. Names of tags and categories are shorter. */
    private static final int MAX_PHRASE_LENGTH = 60;

    /** Weight of a phrase inside a longer phrase that was found too. */
    private static final float NESTED_PHRASE_WEIGHT = 0.5f;

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

    private final QueryVocabulary vocabulary;
    private final TermVectors terms;
    private final QueryForms queries;

    /** @param termIdf inverse document frequencies by term */
    public QueryReader(QueryVocabulary vocabulary, NodeIndex terms, float[] termIdf, Segmenter segmenter) {
        this(vocabulary, terms, termIdf, segmenter, NodeIndex.EMPTY);
    }

    private QueryReader(
            QueryVocabulary vocabulary, NodeIndex terms, float[] termIdf, Segmenter segmenter, NodeIndex queries) {
        this.vocabulary = vocabulary;
        this.queries = QueryForms.of(queries);
        this.terms = new TermVectors(terms, termIdf, segmenter);
    }

    /** Returns the reader of a generation. */
    public static QueryReader of(GraphTables tables, Segmenter segmenter) {
        FeatureTables terms = tables.features(FeatureSpace.TERM);
        return new QueryReader(tables.vocabulary(), terms.index(), terms.idf(), segmenter, tables.queries());
    }

    /** False for phrases that name nothing: a single Latin letter, digits only, or text that is too long. */
    public static boolean isSearchable(String phrase) {
        return !phrase.isEmpty() && phrase.length() <= MAX_PHRASE_LENGTH
                && !(phrase.length() == 1 && Scripts.hasSpaces(phrase.charAt(0)))
                && !phrase.chars().allMatch(c -> Character.isDigit(c) || c == ' ');
    }

    /** Returns a known query of the same form as a text, or -1. Its click-through is that of all queries of this form. */
    public int similarQuery(String text) {
        return queries.representative(text);
    }

    /**
     * Returns the features of a text. The weights of the named features of a space are at most the share of the text's
     * letters and digits in the phrases that name them.
     */
    public FeatureArrays read(String text) {
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        String form = PhraseForm.of(text);
        namedFeatures(form).forEach((space, named) -> {
            if (named.features.size() > 0) {
                vectors.put(space, named.vector(form));
            }
        });
        SparseVector termVector = terms.of(text);
        if (!termVector.isEmpty()) {
            vectors.put(FeatureSpace.TERM, termVector);
        }
        return new FeatureArrays(vectors);
    }

    /** Returns the tags that a text names: with weight 1, or less inside a longer name and for a name of several tags. */
    public SparseVector namedTags(String text) {
        Named tags = namedFeatures(PhraseForm.of(text)).get(FeatureSpace.TAG);
        return tags == null ? SparseVector.EMPTY : tags.features.top(Integer.MAX_VALUE);
    }

    /**
     * Returns a text with misspelt words replaced by the most frequent known terms at edit distance 1. A misspelt word is no
     * term and names no feature.
     *
     * @param isKnown returns true for words that are correct although they are no terms
     */
    public String corrected(String text, Predicate<String> isKnown) {
        Map<String, String> corrections = terms.corrections(text);
        corrections.keySet().removeIf(isKnown);
        if (corrections.isEmpty()) {
            return text;
        }
        String form = PhraseForm.of(text);
        BitSet named = new BitSet();
        namedFeatures(form).values().forEach(ofSpace -> named.or(ofSpace.covered));
        String corrected = WORD.matcher(form).replaceAll(word -> named.get(word.start())
                ? word.group()
                : corrections.getOrDefault(word.group(), word.group()));
        return corrected.equals(form) ? text : corrected;
    }

    /**
     * The features of a space that a text names.
     *
     * @param covered positions of the phrases that name them
     */
    private record Named(SparseSum features, BitSet covered) {

        /** Returns the features, weighted by the share of the text's letters and digits in the phrases. */
        SparseVector vector(String form) {
            float letters = covered.stream().filter(i -> form.charAt(i) != ' ').count();
            float share = letters / form.chars().filter(c -> c != ' ').count();
            SparseVector named = features.top(Integer.MAX_VALUE);
            float[] weights = new float[named.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = share * named.weights()[i];
            }
            return new SparseVector(named.ordinals(), weights);
        }
    }

    private Map<FeatureSpace, Named> namedFeatures(String form) {
        Map<FeatureSpace, Named> spaces = new EnumMap<>(FeatureSpace.class);
        vocabulary.meanings().keySet().forEach(space -> spaces.put(space, new Named(new SparseSum(8), new BitSet())));
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
                    addMeanings(phrase, start, end, end <= coveredTo ? NESTED_PHRASE_WEIGHT : 1, spaces);
                    coveredTo = Math.max(coveredTo, end);
                }
            }
        }
        return spaces;
    }

    private void addMeanings(int phrase, int start, int end, float scale, Map<FeatureSpace, Named> spaces) {
        spaces.forEach((space, named) -> {
            CsrTable meanings = vocabulary.meanings().get(space);
            if (meanings != null) {
                for (int i = meanings.start(phrase); i < meanings.end(phrase); i++) {
                    named.covered.set(start, end);
                    named.features.raise(meanings.column(i), scale * meanings.weight(i));
                }
            }
        });
    }
}
