package io.graphrecall.blend.fit;

import io.graphrecall.blend.Blend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A weighted blend that may be selected.
 *
 * @param fitted      fitted parameters
 * @param weights     weights fitted to all requests
 * @param fittedHits  mean hit rate of these weights on the requests that fitted them
 * @param crossFitted hit rate of each request by weights that were fitted to other users, averaged over list sizes
 */
record BlendCandidate(Fitted fitted, Blend blend, double[] weights, double fittedHits, double[] crossFitted) {

    /** Fitted parameters, the simplest first. */
    enum Fitted {
        /** The best channel alone; the others only fill the list. */
        CHANNEL,
        /** Nothing: the weights from before tuning. */
        GIVEN,
        WEIGHTS
    }

    double meanCrossFitted() {
        return DoubleStream.of(crossFitted).average().orElse(0);
    }

    /**
     * Returns the first candidate with fitted weights, unless another candidate leads it by more than a standard error; of
     * several such the one of largest cross-fitted hit rate. The prior of {@link WeightFit} keeps a fit to few requests near
     * the given weights. With few requests, the standard error is larger than the differences between blends, so that a
     * selection by hit rate alone would be random.
     */
    static BlendCandidate select(List<BlendCandidate> candidates) {
        BlendCandidate fitted = candidates.stream().filter(candidate -> candidate.fitted == Fitted.WEIGHTS)
                .findFirst().orElseThrow();
        return candidates.stream()
                .filter(candidate -> !PairedHits.withinStandardError(fitted.crossFitted, candidate.crossFitted))
                .max(Comparator.comparingDouble(BlendCandidate::meanCrossFitted)).orElse(fitted);
    }
}
