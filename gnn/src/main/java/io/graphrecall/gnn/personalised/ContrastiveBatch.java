package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.sampling.BatchRows;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.tensor.PaddedSequences;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Samples of a training step with their negatives. Contents are addressed by batch row, so that each is encoded once. The
 * shared candidates, which all samples are compared with, have the first rows.
 *
 * @param contents            content by row
 * @param candidates          number of shared candidates: the targets of the batch and the uniform negatives
 * @param targets             row of each sample's target, [samples]
 * @param history             rows of each sample's history, [samples, length]
 * @param padding             padding of the histories
 * @param candidateMask       [samples, candidates]: {@link Losses#MASKED_LOGIT} if a candidate is no negative of a sample,
 *                            else 0
 * @param logProbabilities    log of the probability that a content is among the shared candidates, [candidates]
 */
record ContrastiveBatch(
        int[] contents, int candidates, long[] targets, long[] history, PaddedSequences padding, float[] candidateMask,
        float[] logProbabilities) {

    /** Draws batches. Thread-safe. */
    static final class Sampler {

        private final PrefixSamples samples;
        private final EngagementHistories histories;
        private final int negatives;
        /** Share of a content among all training targets. */
        private final double[] targetShares;

        /**
         * @param targets   all training targets
         * @param negatives uniform negatives of a batch
         */
        Sampler(PrefixSamples samples, int[] targets, int contents, int negatives) {
            this.samples = samples;
            this.negatives = negatives;
            histories = new EngagementHistories(samples);
            targetShares = new double[contents];
            Arrays.stream(targets).forEach(target -> targetShares[samples.content(target)] += 1.0 / targets.length);
        }

        ContrastiveBatch draw(int[] targets, SplittableRandom random) {
            int[] contents = Arrays.stream(targets).map(samples::content).toArray();
            BatchRows rows = new BatchRows(contents);
            rows.of(IntStream.range(0, negatives).map(i -> random.nextInt(targetShares.length)).toArray());
            int[] candidates = rows.elements();
            Map<Integer, BitSet> positivesOf = new HashMap<>(); // once per user, who can have most of the targets
            BitSet[] positives = Arrays.stream(targets).mapToObj(target -> positivesOf.computeIfAbsent(
                    samples.user(target), user -> samples.positives(target))).toArray(BitSet[]::new);
            int[][] before = Arrays.stream(targets).mapToObj(histories::before).toArray(int[][]::new);
            PaddedSequences padding = new PaddedSequences(
                    Arrays.stream(before).mapToInt(history -> history.length).toArray());
            long[] history = rows.of(EngagementHistories.padded(before, padding));
            return new ContrastiveBatch(
                    rows.elements(), candidates.length, rows.of(contents), history, padding,
                    mask(contents, candidates, positives), logProbabilities(candidates, targets.length));
        }

        private static float[] mask(int[] contents, int[] candidates, BitSet[] positives) {
            float[] mask = new float[contents.length * candidates.length];
            for (int sample = 0; sample < contents.length; sample++) {
                for (int i = 0; i < candidates.length; i++) {
                    if (candidates[i] != contents[sample] && positives[sample].get(candidates[i])) {
                        mask[sample * candidates.length + i] = Losses.MASKED_LOGIT;
                    }
                }
            }
            return mask;
        }

        /**
         * Returns the log-Q correction, which makes sampled softmax an estimate of full softmax
         * (<a href="https://doi.org/10.1109/TNN.2007.912312">Bengio and Senécal 2008</a>).
         */
        private float[] logProbabilities(int[] candidates, int targets) {
            double notUniform = negatives * Math.log1p(-1.0 / Math.max(2, targetShares.length));
            float[] logs = new float[candidates.length];
            for (int i = 0; i < logs.length; i++) {
                double neither = notUniform + targets * Math.log1p(-Math.min(targetShares[candidates[i]], 1 - 1e-9));
                logs[i] = (float) Math.log(-Math.expm1(neither));
            }
            return logs;
        }
    }
}
