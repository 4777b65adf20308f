package io.graphrecall.retrieval.profile;

import io.graphrecall.metapath.sparse.LargestEntries;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.DataSet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Computes interests from engagements:
 *
 * <pre>
 * share(f)    = sum over engagements e of weight(e) x feature weight(e, f)  /  sum of positive weight(e)
 * realtime(f) = share within the realtime window x idf(f);  longterm(f) = share over all x idf(f)
 * combined(f) = (realtimeShare x realtime share + (1 - realtimeShare) x longterm share)
 *               x idf(f) ^ matchIdfPower x matchWeight
 * </pre>
 *
 * A horizon without a positive engagement leaves its part to the other. Immutable; thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // indexes arrays within this object, never written anywhere
public final class InterestProfiler {

    private static final FeatureSpace[] SPACES = FeatureSpace.values();

    private final ProfileParameters parameters;
    private final EngagementWeights longterm;
    private final EngagementWeights realtime;
    private final boolean real;
    private final float[][] idf = new float[SPACES.length][];
    private final float[][] matchIdf = new float[SPACES.length][];
    /** Room for sums that no call uses at the moment. */
    private final ConcurrentLinkedQueue<Scratch> scratches = new ConcurrentLinkedQueue<>();

    /** @param features where the inverse document frequencies come from; a newer feature counts as the rarest */
    public InterestProfiler(
            ProfileParameters parameters, DataSet.Timestamps timestamps, Map<FeatureSpace, FeatureTables> features) {
        this.parameters = parameters;
        longterm = new EngagementWeights(parameters.longterm(), timestamps);
        realtime = new EngagementWeights(parameters.realtime(), timestamps);
        real = timestamps == DataSet.Timestamps.REAL;
        for (FeatureSpace space : SPACES) {
            FeatureTables tables = features.get(space);
            float[] rarity = tables == null ? new float[0] : tables.idf();
            idf[space.ordinal()] = withRarest(rarity, 1, 1);
            matchIdf[space.ordinal()] = withRarest(
                    rarity, parameters.matchIdfPower(), parameters.matchWeights().getOrDefault(space, 1.0));
        }
    }

    /**
     * The interests that a user's engagements tell.
     *
     * @param oldestFirst kept by the result; must not change
     * @param now         epoch milliseconds; not read where times only tell an order
     */
    public Interests profile(List<EngagedNode> oldestFirst, long now) {
        if (oldestFirst.isEmpty()) {
            return Interests.NONE;
        }
        double[] longtermWeights = weights(oldestFirst, now, 0, longterm);
        double[] realtimeWeights = weights(oldestFirst, now, realtimeStart(oldestFirst, now), realtime);
        double longtermMass = positive(longtermWeights);
        double realtimeMass = positive(realtimeWeights);
        double realtimeShare = longtermMass == 0 ? 1 : realtimeMass == 0 ? 0 : parameters.realtimeShare();
        double perLongterm = longtermMass == 0 ? 0 : (1 - realtimeShare) / longtermMass;
        double perRealtime = realtimeMass == 0 ? 0 : realtimeShare / realtimeMass;
        double[] weights = new double[oldestFirst.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = perLongterm * longtermWeights[i] + perRealtime * realtimeWeights[i];
        }
        return new Interests(vectors(oldestFirst, weights, 1, matchIdf),
                () -> vectors(oldestFirst, realtimeWeights, realtimeMass, idf),
                () -> vectors(oldestFirst, longtermWeights, longtermMass, idf));
    }

    private int realtimeStart(List<EngagedNode> oldestFirst, long now) {
        int start = Math.max(0, oldestFirst.size() - parameters.realtimeCount());
        if (real) {
            long windowMs = parameters.realtimeWindow().toMillis();
            while (start < oldestFirst.size() && now - oldestFirst.get(start).at() > windowMs) {
                start++;
            }
        }
        return start;
    }

    private static double[] weights(
            List<EngagedNode> oldestFirst, long now, int start, EngagementWeights engagementWeights) {
        double[] weights = new double[oldestFirst.size()];
        for (int i = start; i < weights.length; i++) {
            EngagedNode engaged = oldestFirst.get(i);
            weights[i] = engagementWeights
                    .weight(engaged.action(), engaged.dwellMs(), now - engaged.at(), weights.length - 1 - i);
        }
        return weights;
    }

    private static double positive(double[] weights) {
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
        Scratch room = scratches.poll();
        if (room == null) {
            room = new Scratch(parameters.maxFeatures());
        }
        for (FeatureSpace space : SPACES) {
            SparseSum sum = room.sum;
            sum.clear();
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] != 0) {
                    engagements.get(i).features().addTo(space, (float) (weights[i] / mass), sum);
                }
            }
            float[] rarity = idfs[space.ordinal()];
            for (int i = 0; i < sum.size(); i++) {
                int feature = sum.ordinal(i);
                room.heaviest.offer(feature, sum.sum(i) * rarity[Math.min(feature, rarity.length - 1)]);
            }
            vectors[space.ordinal()] = room.heaviest.drain();
        }
        scratches.add(room);
        return vectors;
    }

    /** The last place of the array is for features that the generation does not know. */
    private static float[] withRarest(float[] idfs, double power, double factor) {
        float[] powers = new float[idfs.length + 1];
        float rarest = idfs.length == 0 ? (float) factor : 0;
        for (int i = 0; i < idfs.length; i++) {
            powers[i] = (float) (factor * Math.pow(idfs[i], power));
            rarest = Math.max(rarest, powers[i]);
        }
        powers[idfs.length] = rarest;
        return powers;
    }

    /** Room for the sums of one call. */
    private static final class Scratch {

        private final SparseSum sum = new SparseSum(256);
        private final LargestEntries heaviest;

        Scratch(int maxFeatures) {
            heaviest = new LargestEntries(maxFeatures);
        }
    }
}
