package io.graphrecall.metapath.term;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Term vectors of texts over known terms. The weight of a term is {@code 1 + ln tf}, scaled so that the vector has
 * length 1 after multiplication with the inverse document frequency; so long texts have no advantage. A new content
 * gets the vector that a build would give it, except for terms that are new. Thread-safe.
 */
public final class TermVectors {

    /** Occurrences that a term of the title counts as. */
    private static final int TITLE_COUNT = 3;

    /** Number of leading characters of a title and of a description that are used. */
    private static final int TEXT_LENGTH = 2000;

    /** Year of a work after its title: {@code Toy Story (1995)}. It names no topic. */
    private static final Pattern YEAR = Pattern.compile("(?<=\\S)\\s*\\((1[89]|20)\\d\\d\\)\\s*$");

    /** Minimum length of a word that is corrected. Shorter ones have too many others near. */
    private static final int MIN_CORRECTED = 5;

    /** Maximum length of a word that is corrected, which bounds the cost. */
    private static final int MAX_CORRECTED = 24;

    private final NodeIndex index;
    private final float[] idf;
    private final float largestIdf;
    private final Segmenter segmenter;

    public TermVectors(NodeIndex index, float[] idf, Segmenter segmenter) {
        this.index = index;
        this.idf = idf;
        float largest = 0;
        for (float one : idf) {
            largest = Math.max(largest, one);
        }
        largestIdf = largest;
        this.segmenter = segmenter;
    }

    /**
     * Returns the vector of a query. Unknown words count in its length like a term of a single content, so the known ones
     * are shorter. A number says nothing without a known word beside it, unless the query is a number.
     */
    public SparseVector of(String text) {
        List<String> terms = segmenter.of(text);
        List<String> words = terms.stream().filter(term -> !isNumber(term)).toList();
        boolean numbersAlone = words.stream().noneMatch(word -> index.ordinal(word) >= 0);
        Set<String> distinct = new HashSet<>(words);
        long unknown = distinct.stream().filter(word -> index.ordinal(word) < 0 && !isCompound(word, distinct)).count();
        return !words.isEmpty() && numbersAlone
                ? SparseVector.EMPTY
                : weigh(counts(terms), idf, unknown * largestIdf * largestIdf);
    }

    /** Returns true if a term has digits only. */
    public static boolean isNumber(String term) {
        return term.chars().allMatch(Character::isDigit);
    }

    /** True for compounds and bigrams, whose first and last parts are terms too. */
    private static boolean isCompound(String term, Set<String> terms) {
        return IntStream.range(1, term.length()).anyMatch(i -> terms.contains(term.substring(0, i)))
                && IntStream.range(1, term.length()).anyMatch(i -> terms.contains(term.substring(i)));
    }

    /**
     * Returns, by unknown word of a query, the most frequent known term at edit distance 1, if there is one. Its first letter
     * is that of the word: few people mistype it, and {@code iphone} is not {@code phone}.
     */
    public Map<String, String> corrections(String text) {
        Map<String, String> corrections = new HashMap<>();
        for (String word : segmenter.of(text)) {
            if (index.ordinal(word) < 0 && word.length() >= MIN_CORRECTED && word.length() <= MAX_CORRECTED
                    && word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                nearest(word).ifPresent(term -> corrections.put(word, term));
            }
        }
        return corrections;
    }

    private Optional<String> nearest(String word) {
        return IntStream.rangeClosed(1, word.length()).boxed().<String>mapMulti((i, variants) -> {
            String head = word.substring(0, i);
            String tail = word.substring(i);
            String rest = tail.isEmpty() ? "" : tail.substring(1);
            variants.accept(head + rest);
            if (!rest.isEmpty()) {
                variants.accept(head + rest.charAt(0) + tail.charAt(0) + rest.substring(1));
            }
            for (char letter = 'a'; letter <= 'z'; letter++) {
                variants.accept(head + letter + tail);
                variants.accept(head + letter + rest);
            }
        }).filter(variant -> index.ordinal(variant) >= 0)
                .min(Comparator.comparingDouble(variant -> idf[index.ordinal(variant)]));
    }

    /** Returns the vector of a content or an item. A missing title or description is the empty string. */
    public SparseVector of(String title, String description) {
        return weigh(counts(occurrences(segmenter, title, description)), idf);
    }

    /** Returns the terms of a content or an item, each repeated by its count. */
    public static List<String> occurrences(Segmenter segmenter, String title, String description) {
        return words(segmenter, title, description).stream().map(segmenter::term).toList();
    }

    /** Returns the words of a content or an item, each repeated by its count, without the year after a title. */
    public static List<String> words(Segmenter segmenter, String title, String description) {
        List<String> words = new ArrayList<>();
        List<String> titleWords = title.isEmpty()
                ? List.of()
                : segmenter.words(YEAR.matcher(start(title)).replaceFirst(""));
        for (int i = 0; i < TITLE_COUNT; i++) {
            words.addAll(titleWords);
        }
        if (!description.isEmpty()) {
            words.addAll(segmenter.words(start(description)));
        }
        return words;
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), TEXT_LENGTH));
    }

    /** Returns the term vector of term counts, by descending weight. */
    public static SparseVector weigh(SparseSum counts, float[] idf) {
        return weigh(counts, idf, 0);
    }

    /** @param unknown squared length of the unknown terms */
    private static SparseVector weigh(SparseSum counts, float[] idf, float unknown) {
        double squares = unknown;
        for (int i = 0; i < counts.size(); i++) {
            double weight = (1 + Math.log(counts.sum(i))) * idf[counts.ordinal(i)];
            squares += weight * weight;
        }
        SparseVector vector = counts.top(Integer.MAX_VALUE);
        float[] weights = new float[vector.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) ((1 + Math.log(vector.weights()[i])) / Math.sqrt(squares));
        }
        return new SparseVector(vector.ordinals(), weights);
    }

    private SparseSum counts(List<String> terms) {
        SparseSum counts = new SparseSum(terms.size());
        for (String term : terms) {
            int ordinal = index.ordinal(term);
            if (ordinal >= 0) {
                counts.add(ordinal, 1);
            }
        }
        return counts;
    }
}
