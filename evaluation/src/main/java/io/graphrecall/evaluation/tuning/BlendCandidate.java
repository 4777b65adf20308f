package io.graphrecall.evaluation.tuning;

import io.graphrecall.service.blend.Blend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A weighted blend that may be selected.
 *
 * @param fitted     fitted parameters
 * @param fittedHits mean hit rate on half B of a blend fitted to half B
 * @param hitsA      hit rate of each request of half A by a blend fitted to half B, averaged over list sizes
 * @param hitsB      hit rate of each request of half B by a blend fitted to half A
 */
record BlendCandidate(Fitted fitted, Blend blend, double fittedHits, double[] hitsA, double[] hitsB) {

    /** Fitted parameters, the simplest first. */
    enum Fitted {
        /** Nothing: the weights from before tuning. */
        GIVEN,
        WEIGHTS
    }

    /** Returns the mean hit rate on half A. */
    double meanHitsA() {
        return DoubleStream.of(hitsA).average().orElse(0);
    }

    /** Returns the hit rates of all requests, each by a blend that was fitted to other users. */
    double[] crossFitted() {
        return DoubleStream.concat(DoubleStream.of(hitsA), DoubleStream.of(hitsB)).toArray();
    }

    private double meanCrossFitted() {
        return DoubleStream.of(crossFitted()).average().orElse(0);
    }

    /**
     * Returns the candidate of largest cross-fitted hit rate; of equal ones the simplest. One that is less than a standard
     * error behind is not preferred for its simplicity. With few requests, that error is larger than the gain of a blend
     * over its best channel. The prior of {@link WeightFit} keeps a fit to few requests from harm.
     */
    static BlendCandidate select(List<BlendCandidate> candidates) {
        return candidates.stream().max(Comparator.comparingDouble(BlendCandidate::meanCrossFitted)
                .thenComparing(Comparator.comparing(BlendCandidate::fitted).reversed())).orElseThrow();
    }
}
