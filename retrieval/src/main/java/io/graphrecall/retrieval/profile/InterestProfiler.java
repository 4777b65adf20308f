package io.graphrecall.retrieval.profile;

import io.graphrecall.metapath.sparse.LargestEntries;
import io.graphrecall.metapath.sparse.ReusePool;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Computes interest profiles from engagements:
 *
 * <pre>
 * share(f)    = sum over engagements e of weight(e) x feature weight(e, f)  /  sum of positive weight(e)
 * realtime(f) = share within the realtime window x idf(f);  longterm(f) = share over all x idf(f)
 * combined(f) = (realtimeShare x realtime share + (1 - realtimeShare) x longterm share)
 *               x idf(f) ^ matchIdfPower x relevance(f) x matchWeight
 * </pre>
 *
 * A horizon without a positive engagement gives its share to the other horizon. Thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // the ordinal is not persisted
public final class InterestProfiler {

    private static final FeatureSpace[] SPACES = FeatureSpace.values();

    private final ProfileParameters parameters;
    private final EngagementWeights longterm;
    private final EngagementWeights realtime;
    private final boolean realTimes;
    private final float[][] idf = new float[SPACES.length][];
    private final float[][] matchIdf = new float[SPACES.length][];
    private final ReusePool<Scratch> scratchPool;

    /** @param features source of the inverse document frequencies; a newer feature gets the largest of its space */
    public InterestProfiler(
            ProfileParameters parameters, DataSet.Timestamps timestamps, Map<FeatureSpace, FeatureTables> features) {
        this.parameters = parameters;
        scratchPool = new ReusePool<>(() -> new Scratch(parameters.maxFeatures()));
        longterm = new EngagementWeights(parameters.longterm(), timestamps);
        realtime = new EngagementWeights(parameters.realtime(), timestamps);
        realTimes = timestamps == DataSet.Timestamps.REAL;
        for (FeatureSpace space : SPACES) {
            FeatureTables tables = features.get(space);
            float[] spaceIdf = tables == null ? new float[0] : tables.idf();
            idf[space.ordinal()] = withUnknownFeatures(spaceIdf, 1, 1);
            matchIdf[space.ordinal()] = withUnknownFeatures(
                    spaceIdf, parameters.matchIdfPower(), parameters.matchWeights().getOrDefault(space, 1.0));
            for (int feature = 0; feature < spaceIdf.length && tables != null; feature++) {
                matchIdf[space.ordinal()][feature] *= tables.relevance()[feature];
            }
        }
    }

    /**
     * Returns the interest profile of a user's engagements.
     *
     * @param oldestFirst engagements, oldest first; the result keeps the list, so it must not change
     * @param now         epoch milliseconds; unused if timestamps give only an order
     */
    public Interests profile(List<EngagedNode> oldestFirst, long now) {
        if (oldestFirst.isEmpty()) {
            return Interests.NONE;
        }
        Weights weights = weights(oldestFirst, now);
        return interests(oldestFirst, weights, vectors(oldestFirst, weights.combined, 1, matchIdf));
    }

    /**
     * Returns the interest profile of a user's engagements and of the content whose page is open. The content counts in the
     * combined interests only.
     *
     * @param context       features of the content
     * @param contextWeight weight of the content, relative to all engagements together
     */
    public Interests profile(List<EngagedNode> oldestFirst, long now, NodeFeatures context, double contextWeight) {
        Weights weights = weights(oldestFirst, now);
        List<EngagedNode> all = new ArrayList<>(oldestFirst);
        all.add(new EngagedNode(Action.CLICK, now, -1, context));
        double[] combined = Arrays.copyOf(weights.combined, all.size());
        combined[oldestFirst.size()] = contextWeight;
        return interests(oldestFirst, weights, vectors(all, combined, 1, matchIdf));
    }

    private Interests interests(List<EngagedNode> oldestFirst, Weights weights, SparseVector[] combined) {
        return new Interests(combined,
                () -> vectors(oldestFirst, weights.realtime, positiveSum(weights.realtime), idf),
                () -> vectors(oldestFirst, weights.longterm, positiveSum(weights.longterm), idf));
    }

    /**
     * Weights by engagement.
     *
     * @param combined the positive ones have the sum 1
     */
    private record Weights(double[] longterm, double[] realtime, double[] combined) {}

    private Weights weights(List<EngagedNode> oldestFirst, long now) {
        // Shares do not depend on the time from which ages count. From the newest engagement, no weight underflows.
        long newest = oldestFirst.isEmpty() ? now : oldestFirst.getLast().at();
        double[] longtermWeights = weights(oldestFirst, newest, 0, longterm);
        double[] realtimeWeights = weights(oldestFirst, newest, realtimeStart(oldestFirst, now), realtime);
        double longtermMass = positiveSum(longtermWeights);
        double realtimeMass = positiveSum(realtimeWeights);
        double realtimeShare = longtermMass == 0 ? 1 : realtimeMass == 0 ? 0 : parameters.realtimeShare();
        double longtermScale = longtermMass == 0 ? 0 : (1 - realtimeShare) / longtermMass;
        double realtimeScale = realtimeMass == 0 ? 0 : realtimeShare / realtimeMass;
        double[] combined = new double[oldestFirst.size()];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = longtermScale * longtermWeights[i] + realtimeScale * realtimeWeights[i];
        }
        return new Weights(longtermWeights, realtimeWeights, combined);
    }

    private int realtimeStart(List<EngagedNode> oldestFirst, long now) {
        int start = Math.max(0, oldestFirst.size() - parameters.realtimeCount());
        if (realTimes) {
            long windowMs = parameters.realtimeWindow().toMillis();
            while (start < oldestFirst.size() && now - oldestFirst.get(start).at() > windowMs) {
                start++;
            }
        }
        return start;
    }

    private static double[] weights(
            List<EngagedNode> oldestFirst, long newest, int start, EngagementWeights engagementWeights) {
        double[] weights = new double[oldestFirst.size()];
        for (int i = start; i < weights.length; i++) {
            EngagedNode engaged = oldestFirst.get(i);
            weights[i] = engagementWeights
                    .weight(engaged.action(), engaged.dwellMs(), newest - engaged.at(), weights.length - 1 - i);
        }
        return weights;
    }

    private static double positiveSum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += Math.max(0, weight);
        }
        return sum;
    }

    private SparseVector[] vectors(List<EngagedNode> engagements, double[] weights, double mass, float[][] idfs) {
        SparseVector[] vectors = new SparseVector[SPACES.length];
        if (mass == 0) {
            Arrays.fill(vectors, SparseVector.EMPTY);
            return vectors;
        }
        Scratch scratch = scratchPool.take();
        for (FeatureSpace space : SPACES) {
            SparseSum sum = scratch.sum;
            sum.clear();
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] != 0) {
                    engagements.get(i).features().addTo(space, (float) (weights[i] / mass), sum);
                }
            }
            float[] spaceIdf = idfs[space.ordinal()];
            for (int i = 0; i < sum.size(); i++) {
                int feature = sum.ordinal(i);
                scratch.largest.offer(feature, sum.sum(i) * spaceIdf[Math.min(feature, spaceIdf.length - 1)]);
            }
            vectors[space.ordinal()] = scratch.largest.drain();
        }
        scratchPool.giveBack(scratch);
        return vectors;
    }

    /**
     * Returns {@code factor x idf ^ power} with one more element, the maximum, for features newer than the generation.
     */
    private static float[] withUnknownFeatures(float[] idfs, double power, double factor) {
        float[] powers = new float[idfs.length + 1];
        float largest = idfs.length == 0 ? (float) factor : 0;
        for (int i = 0; i < idfs.length; i++) {
            powers[i] = (float) (factor * Math.pow(idfs[i], power));
            largest = Math.max(largest, powers[i]);
        }
        powers[idfs.length] = largest;
        return powers;
    }

    /** Scratch space of one call. */
    private static final class Scratch {

        private final SparseSum sum = new SparseSum(256);
        private final LargestEntries largest;

        Scratch(int maxFeatures) {
            largest = new LargestEntries(maxFeatures);
        }
    }
}
