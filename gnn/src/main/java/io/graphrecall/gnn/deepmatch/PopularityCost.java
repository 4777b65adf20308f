package io.graphrecall.gnn.deepmatch;

import io.graphrecall.retrieval.ContentPopularity;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Cost of the popularity in a model's scores: the share by which it lowers the tail share, which is the share of the lists'
 * contents outside the top 20 % by popularity. The comparison ranks by the same model's scores without their popularity
 * term. Not thread-safe.
 */
final class PopularityCost {

    private static final int LIST_SIZE = 100;

    private final float[] terms;
    private final BitSet head;
    private long tailWith;
    private long tailWithout;

    /**
     * @param popularity ln(1 + popularity) by content
     * @param weight     weight of popularity in a score
     */
    PopularityCost(float[] popularity, float weight) {
        terms = new float[popularity.length];
        for (int content = 0; content < terms.length; content++) {
            terms[content] = weight * popularity[content];
        }
        head = ContentPopularity.head(popularity);
    }

    /**
     * Adds the list of a user.
     *
     * @param scores scores of several users, one user after the other
     * @param begin  position of the user's first score
     * @param seen   contents that are not listed
     */
    void add(float[] scores, int begin, BitSet seen) {
        float[] with = Arrays.copyOfRange(scores, begin, begin + terms.length);
        float[] without = new float[terms.length];
        for (int content = 0; content < terms.length; content++) {
            without[content] = with[content] - terms[content];
        }
        tailWith += tail(with, seen);
        tailWithout += tail(without, seen);
    }

    /** Returns the number of tail contents in the list of the best scores. */
    private long tail(float[] scores, BitSet seen) {
        float[] sorted = new float[scores.length];
        int size = 0;
        for (int content = 0; content < scores.length; content++) {
            if (!seen.get(content)) {
                sorted[size++] = scores[content];
            }
        }
        Arrays.sort(sorted, 0, size);
        float least = size == 0 ? 0 : sorted[Math.max(0, size - LIST_SIZE)];
        return IntStream.range(0, scores.length)
                .filter(content -> !seen.get(content) && !head.get(content) && scores[content] >= least).count();
    }

    /** Returns the cost, 0 to 1; 0 without lists, and negative if popularity raises the tail share. */
    double value() {
        return tailWithout == 0 ? 0 : 1 - tailWith / (double) tailWithout;
    }
}
