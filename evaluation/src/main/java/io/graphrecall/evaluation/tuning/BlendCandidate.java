package io.graphrecall.evaluation.tuning;

import io.graphrecall.service.blend.Blend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A blend that may be chosen.
 *
 * @param effort  what was fitted
 * @param fitted  the mean hit rate on the half that fits
 * @param heldOut the expected hits of each question of the half that chooses, over list sizes
 */
record BlendCandidate(Effort effort, Blend blend, BlendWeights mix, double fitted, double[] heldOut) {

    /** What was fitted, the simplest first. */
    enum Effort {
        /** Nothing: the weights and quotas from before tuning. */
        GIVEN,
        WEIGHTS,
        WEIGHTS_AND_QUOTAS
    }

    /** The mean hit rate on the half that chooses. */
    double meanHeldOut() {
        return DoubleStream.of(heldOut).average().orElse(0);
    }

    /**
     * The simplest that is as good as the best: no more than one standard error of the difference behind it on the half
     * that chooses (Breiman et al. 1984). Where questions are few, what was fitted to them has to prove itself.
     */
    static BlendCandidate choose(List<BlendCandidate> candidates) {
        BlendCandidate best = candidates.stream().max(Comparator.comparingDouble(BlendCandidate::meanHeldOut))
                .orElseThrow();
        return candidates.stream().filter(candidate -> candidate.asGoodAs(best))
                .min(Comparator.comparing(BlendCandidate::effort)
                        .thenComparing(Comparator.comparingDouble(BlendCandidate::meanHeldOut).reversed()))
                .orElse(best);
    }

    private boolean asGoodAs(BlendCandidate best) {
        double[] behind = IntStream.range(0, heldOut.length).mapToDouble(i -> best.heldOut[i] - heldOut[i]).toArray();
        double mean = DoubleStream.of(behind).average().orElse(0);
        double variance = DoubleStream.of(behind).map(one -> (one - mean) * (one - mean)).sum()
                / Math.max(1, behind.length - 1);
        return mean <= Math.sqrt(variance / Math.max(1, behind.length));
    }
}
