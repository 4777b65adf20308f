package io.graphrecall.metapath.term;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns texts into vectors over known terms: weight {@code 1 + ln tf}, scaled so that the vector has length 1 once
 * inverse document frequency is multiplied in; long texts do not win by being long. A new content gets what a build
 * would give it, but for its new terms. Thread-safe.
 */
public final class TermVectors {

    /** A term of the title counts as so many occurrences in the description. */
    private static final int TITLE_COUNT = 3;

    /** Of a longer description the beginning is read, which says what it is about. */
    private static final int DESCRIPTION_LENGTH = 2000;

    private final NodeIndex index;
    private final float[] idf;
    private final Segmenter segmenter;

    public TermVectors(NodeIndex index, float[] idf, Segmenter segmenter) {
        this.index = index;
        this.idf = idf;
        this.segmenter = segmenter;
    }

    /** The known terms of a query. */
    public SparseVector of(String text) {
        return vector(segmenter.of(text));
    }

    /** The known terms of a content or an item; what it lacks is the empty string. */
    public SparseVector of(String title, String description) {
        return vector(occurrences(segmenter, title, description));
    }

    /** The terms of a content or an item, each as often as it counts. */
    public static List<String> occurrences(Segmenter segmenter, String title, String description) {
        List<String> terms = new ArrayList<>();
        List<String> ofTitle = title.isEmpty() ? List.of() : segmenter.of(title);
        for (int i = 0; i < TITLE_COUNT; i++) {
            terms.addAll(ofTitle);
        }
        if (!description.isEmpty()) {
            terms.addAll(
                    segmenter.of(description.substring(0, Math.min(description.length(), DESCRIPTION_LENGTH))));
        }
        return terms;
    }

    /** Weights from counts, the heaviest first. */
    public static SparseVector weigh(SparseSum counts, float[] idf) {
        double squares = 0;
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

    private SparseVector vector(List<String> terms) {
        SparseSum counts = new SparseSum(terms.size());
        for (String term : terms) {
            int ordinal = index.ordinal(term);
            if (ordinal >= 0) {
                counts.add(ordinal, 1);
            }
        }
        return weigh(counts, idf);
    }
}
