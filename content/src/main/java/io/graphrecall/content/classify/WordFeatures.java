package io.graphrecall.content.classify;

import io.graphrecall.content.text.Terms;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * TF-IDF features of a text over terms and character n-grams: (1 + ln tf) x ln(N / df), each kind scaled to length 1.
 * N-grams of two and three characters cover segmentation errors and emoji. The vocabulary and its frequencies come from
 * a set of texts. Features of a single text are dropped. Immutable and thread-safe.
 */
public final class WordFeatures {

    private static final int MIN_TEXTS = 2;
    private static final int MIN_GRAM = 2;
    private static final int MAX_GRAM = 3;

    private final Terms terms;
    private final Map<String, Integer> columns;
    private final float[] idf;

    private WordFeatures(Terms terms, Map<String, Integer> columns, float[] idf) {
        this.terms = terms;
        this.columns = columns;
        this.idf = idf;
    }

    /** Builds the vocabulary from texts. */
    public static WordFeatures of(Collection<String> texts, Terms terms) {
        Map<String, Integer> frequencies = new TreeMap<>();
        for (String text : texts) {
            new HashSet<>(words(text, terms)).forEach(word -> frequencies.merge(word, 1, Integer::sum));
            new HashSet<>(grams(text)).forEach(gram -> frequencies.merge(gram, 1, Integer::sum));
        }
        frequencies.values().removeIf(frequency -> frequency < MIN_TEXTS);
        Map<String, Integer> columns = HashMap.newHashMap(frequencies.size());
        float[] idf = new float[frequencies.size()];
        frequencies.forEach((name, frequency) -> {
            idf[columns.size()] = (float) Math.log((double) texts.size() / frequency);
            columns.put(name, columns.size());
        });
        return new WordFeatures(terms, columns, idf);
    }

    public Features features(String text, float[] vector) {
        TreeMap<Integer, Float> weights = new TreeMap<>();
        addWeights(words(text, terms), weights);
        addWeights(grams(text), weights);
        int[] usedColumns = new int[weights.size()];
        float[] values = new float[usedColumns.length];
        int i = 0;
        for (Map.Entry<Integer, Float> weight : weights.entrySet()) {
            usedColumns[i] = weight.getKey();
            values[i++] = weight.getValue();
        }
        return new Features(vector, usedColumns, values);
    }

    private void addWeights(List<String> names, Map<Integer, Float> weights) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (String name : names) {
            Integer column = columns.get(name);
            if (column != null) {
                counts.merge(column, 1, Integer::sum);
            }
        }
        double squares = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            squares += Math.pow(weight(count), 2);
        }
        if (squares == 0) {
            return; // words of every text, which say nothing
        }
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            weights.put(count.getKey(), (float) (weight(count) / Math.sqrt(squares)));
        }
    }

    private double weight(Map.Entry<Integer, Integer> count) {
        return (1 + Math.log(count.getValue())) * idf[count.getKey()];
    }

    private static List<String> words(String text, Terms terms) {
        return terms.of(text).stream().map(term -> "term " + term).toList();
    }

    private static List<String> grams(String text) {
        int[] characters = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).codePoints()
                .filter(c -> !Character.isWhitespace(c)).toArray();
        List<String> grams = new ArrayList<>();
        for (int length = MIN_GRAM; length <= MAX_GRAM; length++) {
            for (int start = 0; start + length <= characters.length; start++) {
                grams.add(new String(characters, start, length));
            }
        }
        return grams;
    }
}
