package io.graphrecall.gnn.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Selects the epoch whose weights are kept: the last one whose validation scores are not significantly below those of the
 * epoch with the best mean. The mean of their differences, paired by validation sample, counts as significant from two
 * standard errors on. Not thread-safe.
 */
final class EpochSelection {

    private static final double STANDARD_ERRORS = 2;

    private final List<double[]> scores = new ArrayList<>();
    private int best;
    private int kept;

    /**
     * Adds an epoch.
     *
     * @param ofEpoch score of each validation sample, in the same order for all epochs
     * @return true if it is the epoch to keep
     */
    boolean add(double[] ofEpoch) {
        int epoch = scores.size();
        scores.add(ofEpoch);
        if (mean(ofEpoch) > mean(scores.get(best))) {
            best = epoch;
        }
        if (!isSignificantlyBelow(ofEpoch, scores.get(best))) {
            kept = epoch;
        }
        return kept == epoch;
    }

    /** Returns the index of the epoch to keep, from 0. */
    int kept() {
        return kept;
    }

    /** Returns the scores of all epochs. The caller does not change the arrays. */
    List<double[]> scores() {
        return Collections.unmodifiableList(scores);
    }

    /** Returns the mean; 0 without scores. */
    static double mean(double[] scores) {
        return Arrays.stream(scores).average().orElse(0);
    }

    private static boolean isSignificantlyBelow(double[] scores, double[] others) {
        double[] differences = new double[scores.length];
        Arrays.setAll(differences, sample -> others[sample] - scores[sample]);
        double mean = mean(differences);
        double squares = Arrays.stream(differences).map(difference -> (difference - mean) * (difference - mean)).sum();
        int samples = differences.length;
        double standardError = samples < 2 ? 0 : Math.sqrt(squares / (samples - 1) / samples);
        return mean > STANDARD_ERRORS * standardError;
    }
}
