package io.graphrecall.gnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.DoubleStream;

/**
 * Validation scores of a recall model, one per held-out target: the mean of its hits at 10, 30, 50 and 100 and of its
 * reciprocal rank. The mix still separates models where a corpus is small.
 *
 * <p>A target that ties with other contents gets its expected rank under a random order of the ties,
 * {@code 1 + better + ties / 2}, as in leave-one-out evaluation. A model that gives every content the same score thus
 * scores as chance does. Not thread-safe.
 */
public final class RankScores {

    private static final int[] CUTOFFS = {10, 30, 50, 100};

    /** Maximum scores in memory, unless a single user has more. */
    private static final int MAX_SCORES = 1 << 24;

    private final DoubleStream.Builder scores = DoubleStream.builder();
    private int targets;

    /** Encodes the users of some targets and returns their scores of all contents, [targets, contents]. */
    public interface Scorer {

        NDArray scores(NDManager scope, int[] targets);
    }

    /** Consumer of the scores of a target's user. */
    public interface Consumer {

        /** @param begin position of the user's first score */
        void accept(float[] scores, int begin, int target);
    }

    /**
     * Returns the scores of some targets, in their order.
     *
     * @param limit    maximum number of users whose scores are computed together
     * @param contents number of contents
     */
    public static double[] of(
            NDManager scope, PrefixSamples samples, int[] targets, int limit, int contents, Scorer scorer) {
        RankScores ranks = new RankScores();
        forEach(scope, targets, limit, contents, scorer, (scores, begin, target) -> ranks.add(
                scores, begin, contents, samples.content(target), samples.seen(target)));
        return ranks.scores();
    }

    /** Computes the scores of the users of some targets; see {@link #of} for the arguments. */
    public static void forEach(
            NDManager scope, int[] targets, int limit, int contents, Scorer scorer, Consumer consumer) {
        int size = batchSize(limit, contents);
        for (int from = 0; from < targets.length; from += size) {
            int[] batch = Arrays.copyOfRange(targets, from, Math.min(targets.length, from + size));
            try (NDManager own = scope.newSubManager()) {
                float[] scores = scorer.scores(own, batch).toFloatArray();
                for (int user = 0; user < batch.length; user++) {
                    consumer.accept(scores, user * contents, batch[user]);
                }
            }
        }
    }

    /**
     * Returns the number of users whose scores are computed together.
     *
     * @param limit maximum number of users
     */
    static int batchSize(int limit, int contents) {
        return Math.max(1, Math.min(limit, MAX_SCORES / Math.max(1, contents)));
    }

    /**
     * Adds the rank of one target.
     *
     * @param contentScores scores of several users, one user after the other
     * @param begin  position of the first score of the target's user
     * @param count  number of contents, which is the number of scores per user
     * @param target ordinal of the held-out content
     * @param seen   contents that are not ranked; the target is ranked in any case
     * @throws IllegalStateException if a ranked score is not a number: the model has diverged
     */
    void add(float[] contentScores, int begin, int count, int target, BitSet seen) {
        float targetScore = contentScores[begin + target];
        int better = 0;
        int ties = 0;
        for (int content = 0; content < count; content++) {
            float score = contentScores[begin + content];
            if (content != target && seen.get(content)) {
                continue;
            }
            if (Float.isNaN(score)) {
                throw new IllegalStateException("the score of content %d is not a number in validation target %d"
                        .formatted(content, targets));
            }
            better += score > targetScore ? 1 : 0;
            ties += score == targetScore && content != target ? 1 : 0;
        }
        double rank = 1 + better + ties / 2.0;
        scores.add((Arrays.stream(CUTOFFS).filter(cutoff -> rank <= cutoff).count() + 1 / rank) / (CUTOFFS.length + 1));
        targets++;
    }

    /** Returns the scores of all targets, between 0 and 1, in the order in which they were added. */
    double[] scores() {
        return scores.build().toArray();
    }
}
