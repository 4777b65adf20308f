package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;

import java.util.EnumMap;
import java.util.Map;

/**
 * Reads what a query means from its text: the tags, categories and attributes it names and the terms it is made of.
 * The build reads known queries with it and the service the one just typed, so that both mean the same. Thread-safe.
 */
public final class QueryReader {

    /** Nothing longer is looked up; names of tags and categories are shorter. */
    private static final int LONGEST_PHRASE = 60;

    /** What a name counts that stands within a longer one that was found too. */
    private static final float WITHIN_LONGER = 0.5f;

    private final QueryVocabulary vocabulary;
    private final TermVectors terms;

    /** @param termIdf inverse document frequencies of the terms */
    public QueryReader(QueryVocabulary vocabulary, NodeIndex terms, float[] termIdf, Segmenter segmenter) {
        this.vocabulary = vocabulary;
        this.terms = new TermVectors(terms, termIdf, segmenter);
    }

    public static QueryReader of(GraphTables tables, Segmenter segmenter) {
        FeatureTables terms = tables.features(FeatureSpace.TERM);
        return new QueryReader(tables.vocabulary(), terms.index(), terms.idf(), segmenter);
    }

    /** The normal form in which phrases are compared: that of the vocabulary. */
    public static String phrase(String name) {
        return PhraseForm.of(name);
    }

    /** Whether a phrase in normal form says enough to be looked for: not a lone Latin letter, nothing but digits, or too long. */
    public static boolean telling(String phrase) {
        return !phrase.isEmpty() && phrase.length() <= LONGEST_PHRASE
                && !(phrase.length() == 1 && PhraseForm.spaced(phrase.charAt(0)))
                && !phrase.chars().allMatch(c -> Character.isDigit(c) || c == ' ');
    }

    /** The features that a text names, weights at most 1 each. */
    public FeatureArrays read(String text) {
        Map<FeatureSpace, SparseVector> vectors = new EnumMap<>(FeatureSpace.class);
        Map<FeatureSpace, SparseSum> named = named(text);
        named.forEach((space, sum) -> {
            if (sum.size() > 0) {
                vectors.put(space, sum.top(Integer.MAX_VALUE));
            }
        });
        SparseVector words = terms.of(text);
        if (!words.isEmpty()) {
            vectors.put(FeatureSpace.TERM, words);
        }
        return new FeatureArrays(vectors);
    }

    private Map<FeatureSpace, SparseSum> named(String text) {
        Map<FeatureSpace, SparseSum> sums = new EnumMap<>(FeatureSpace.class);
        vocabulary.meanings().keySet().forEach(space -> sums.put(space, new SparseSum(8)));
        String form = PhraseForm.of(text);
        int coveredTo = 0;
        for (int start = 0; start < form.length(); start++) {
            if (!boundary(form, start)) {
                continue;
            }
            int longest = Math.min(form.length(), start + LONGEST_PHRASE);
            for (int end = longest; end > start; end--) {
                if (!boundary(form, end)) {
                    continue;
                }
                int phrase = vocabulary.phrases().ordinal(form.substring(start, end));
                if (phrase >= 0) {
                    addMeanings(phrase, end <= coveredTo ? WITHIN_LONGER : 1, sums);
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
                    float missing = Math.max(0, scale * meanings.weight(i) - sum.get(meanings.column(i)));
                    sum.add(meanings.column(i), missing);
                }
            }
        });
    }

    /** Whether a phrase may begin or end before this character: not inside a word of a script that writes words apart. */
    private static boolean boundary(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        return !(PhraseForm.spaced(text.charAt(at - 1)) && PhraseForm.spaced(text.charAt(at)))
                && !Character.isLowSurrogate(text.charAt(at));
    }
}
