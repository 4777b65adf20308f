package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.sampling.BatchRows;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.tensor.PaddedSequences;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The samples of a step and what their targets are told from. Contents are named by numbers, so that each is encoded
 * once; those that all samples are compared with come first.
 *
 * @param contents    by number
 * @param compared    how many all samples are compared with: the targets, and those drawn from all
 * @param targets     of each sample, the number of its target
 * @param history     [samples, L], the numbers of the contents before
 * @param padded      where in it contents stand
 * @param hard        [samples, h], the numbers of its hard negatives
 * @param excluded    [samples, compared]: very low where a content is no negative of a sample
 * @param excludedHard [samples, h], likewise
 * @param logExpected of the compared contents, the logarithm of how likely each is to be one
 */
record ContrastBatch(
        int[] contents, int compared, long[] targets, long[] history, PaddedSequences padded, long[] hard,
        float[] excluded,
        float[] excludedHard, float[] logExpected) {

    /** Draws batches. Thread-safe. */
    static final class Sampler {

        private final PrefixSamples samples;
        private final Histories histories;
        private final HardNegatives similar;
        private final PersonalisedParameters.Negatives negatives;
        /** By content: the share of targets that are it. */
        private final double[] shares;

        /** @param learned all targets */
        Sampler(
                PrefixSamples samples, int[] learned, int contents, HardNegatives similar,
                PersonalisedParameters.Negatives negatives) {
            this.samples = samples;
            this.similar = similar;
            this.negatives = negatives;
            histories = new Histories(samples);
            shares = new double[contents];
            Arrays.stream(learned).forEach(target -> shares[samples.content(target)] += 1.0 / learned.length);
        }

        ContrastBatch draw(int[] targets, SplittableRandom random) {
            int[] contents = Arrays.stream(targets).map(samples::content).toArray();
            BatchRows rows = new BatchRows(contents);
            rows.of(IntStream.range(0, negatives.uniform()).map(i -> random.nextInt(shares.length)).toArray());
            int[] compared = rows.elements();
            BitSet[] positives = Arrays.stream(targets).mapToObj(samples::positives).toArray(BitSet[]::new);
            int[] hard = hard(contents, positives, random);
            int[][] before = Arrays.stream(targets).mapToObj(histories::before).toArray(int[][]::new);
            PaddedSequences padded = new PaddedSequences(
                    Arrays.stream(before).mapToInt(history -> history.length).toArray());
            long[] history = rows.of(Histories.padded(before, padded));
            long[] hardNumbers = rows.of(
                    Arrays.stream(hard).map(one -> one < 0 ? compared[0] : one).toArray());
            return new ContrastBatch(
                    rows.elements(), compared.length, rows.of(contents), history, padded, hardNumbers,
                    excluded(contents, compared, positives), excluded(hard), logExpected(compared, targets.length));
        }

        private int[] hard(int[] contents, BitSet[] positives, SplittableRandom random) {
            return IntStream.range(0, contents.length).flatMap(sample -> Arrays.stream(
                    similar.draw(contents[sample], negatives.hard(), positives[sample], random))).toArray();
        }

        private static float[] excluded(int[] contents, int[] compared, BitSet[] positives) {
            float[] excluded = new float[contents.length * compared.length];
            for (int sample = 0; sample < contents.length; sample++) {
                for (int i = 0; i < compared.length; i++) {
                    if (compared[i] != contents[sample] && positives[sample].get(compared[i])) {
                        excluded[sample * compared.length + i] = Losses.MASKED_LOGIT;
                    }
                }
            }
            return excluded;
        }

        private static float[] excluded(int[] hard) {
            float[] excluded = new float[hard.length];
            for (int i = 0; i < hard.length; i++) {
                excluded[i] = hard[i] < 0 ? Losses.MASKED_LOGIT : 0;
            }
            return excluded;
        }

        /**
         * Taken off the logits, these make the sampled softmax estimate the one over all contents (Bengio and Senecal
         * 2008).
         */
        private float[] logExpected(int[] compared, int targets) {
            double uniform = negatives.uniform() * Math.log1p(-1.0 / Math.max(2, shares.length));
            float[] logs = new float[compared.length];
            for (int i = 0; i < logs.length; i++) {
                double missed = uniform + targets * Math.log1p(-Math.min(shares[compared[i]], 1 - 1e-9));
                logs[i] = (float) Math.log(-Math.expm1(missed));
            }
            return logs;
        }
    }
}
