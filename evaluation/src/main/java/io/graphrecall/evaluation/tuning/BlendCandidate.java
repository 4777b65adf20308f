package io.graphrecall.evaluation.tuning;

import io.graphrecall.service.blend.Blend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A weighted blend that may be selected.
 *
 * @param fitted      fitted parameters
 * @param weights     by channel
 * @param fittedHits  mean hit rate on half B, which fitted them
 * @param heldOutHits hit rate of each request of half A, averaged over list sizes
 */
record BlendCandidate(
        Fitted fitted, Blend blend, double[] weights, double fittedHits, double[] heldOutHits) {

    /** Fitted parameters, the simplest first. */
    enum Fitted {
        /** Nothing: the weights from before tuning. */
        GIVEN,
        WEIGHTS
    }

    /** Returns the mean hit rate on half A. */
    double meanHeldOut() {
        return DoubleStream.of(heldOutHits).average().orElse(0);
    }

    /**
     * Returns the simplest candidate within one standard error of the best on half A (Breiman et al. 1984). Among equally
     * simple ones it returns the best. With few requests, fitted parameters thus have to prove their gain.
     */
    static BlendCandidate select(List<BlendCandidate> candidates) {
        BlendCandidate best = candidates.stream().max(Comparator.comparingDouble(BlendCandidate::meanHeldOut))
                .orElseThrow();
        return candidates.stream()
                .filter(candidate -> PairedHits.withinStandardError(candidate.heldOutHits, best.heldOutHits))
                .min(Comparator.comparing(BlendCandidate::fitted)
                        .thenComparing(Comparator.comparingDouble(BlendCandidate::meanHeldOut).reversed()))
                .orElse(best);
    }
}
