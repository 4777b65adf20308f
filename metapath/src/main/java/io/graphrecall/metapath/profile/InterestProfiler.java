package io.graphrecall.metapath.profile;

import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.metapath.FeatureSum;
import io.graphrecall.metapath.FeatureTables;
import io.graphrecall.metapath.NodeFeatures;
import io.graphrecall.metapath.SparseVector;
import io.graphrecall.schema.DataSet;

import java.util.List;
import java.util.Map;

/**
 * Computes interests from engagements:
 *
 * <pre>
 * share(f)    = sum over engagements e of weight(e) x feature weight(e, f)  /  sum of positive weight(e)
 * realtime(f) = share within the realtime window x idf(f);  longterm(f) = share over all x idf(f)
 * combined(f) = (realtimeShare x realtime share + (1 - realtimeShare) x longterm share) x idf(f) ^ matchIdfPower x matchWeight
 * </pre>
 *
 * Immutable; thread-safe.
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
    private final ThreadLocal<Sums> scratch = ThreadLocal.withInitial(Sums::new);

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
     * @param now epoch milliseconds; not read where times only tell an order
     */
    public Interests profile(List<EngagedNode> oldestFirst, long now) {
        if (oldestFirst.isEmpty()) {
            return Interests.NONE;
        }
        Sums sums = scratch.get();
        sums.clear();
        int last = oldestFirst.size() - 1;
        for (int i = 0; i <= last; i++) {
            EngagedNode engaged = oldestFirst.get(i);
            long age = now - engaged.at();
            double weight = longterm.weight(engaged.action(), engaged.dwellMs(), age, last - i);
            sums.longtermMass += Math.max(0, weight);
            addTo(sums.longterm, engaged.features(), weight);
            if (last - i < parameters.realtimeCount() && (!real || age <= parameters.realtimeWindow().toMillis())) {
                double realtimeWeight = realtime.weight(engaged.action(), engaged.dwellMs(), age, last - i);
                sums.realtimeMass += Math.max(0, realtimeWeight);
                addTo(sums.realtime, engaged.features(), realtimeWeight);
            }
        }
        return interests(sums);
    }

    private static void addTo(FeatureSum[] sums, NodeFeatures features, double weight) {
        if (weight != 0) {
            for (FeatureSpace space : SPACES) {
                features.addTo(space, (float) weight, sums[space.ordinal()]);
            }
        }
    }

    private Interests interests(Sums sums) {
        SparseVector[] realtimes = new SparseVector[SPACES.length];
        SparseVector[] longterms = new SparseVector[SPACES.length];
        SparseVector[] combined = new SparseVector[SPACES.length];
        double perLongterm = sums.longtermMass > 0 ? 1 / sums.longtermMass : 0;
        double perRealtime = sums.realtimeMass > 0 ? 1 / sums.realtimeMass : 0;
        double realtimeShare = sums.realtimeMass > 0 ? parameters.realtimeShare() : 0;
        for (int s = 0; s < SPACES.length; s++) {
            FeatureSum recent = sums.realtime[s];
            FeatureSum all = sums.longterm[s];
            sums.weighed.clear();
            for (int i = 0; i < all.size(); i++) {
                int feature = all.ordinal(i);
                double share = realtimeShare * perRealtime * recent.get(feature)
                        + (1 - realtimeShare) * perLongterm * all.sum(i);
                sums.weighed.add(feature, (float) (share * rarity(matchIdf[s], feature)));
            }
            combined[s] = sums.weighed.top(parameters.maxFeatures());
            longterms[s] = weighed(all, perLongterm, idf[s], sums.weighed);
            realtimes[s] = weighed(recent, perRealtime, idf[s], sums.weighed);
        }
        return new Interests(realtimes, longterms, combined);
    }

    private SparseVector weighed(FeatureSum sum, double scale, float[] idfs, FeatureSum weighed) {
        if (sum.size() == 0) {
            return SparseVector.EMPTY;
        }
        weighed.clear();
        for (int i = 0; i < sum.size(); i++) {
            weighed.add(sum.ordinal(i), (float) (sum.sum(i) * scale * rarity(idfs, sum.ordinal(i))));
        }
        return weighed.top(parameters.maxFeatures());
    }

    /** The last place of the array is for features that the generation does not know. */
    private static float rarity(float[] idfs, int feature) {
        return idfs[Math.min(feature, idfs.length - 1)];
    }

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

    /** Room for the sums of one call, kept by its thread. */
    private static final class Sums {

        private final FeatureSum[] longterm = new FeatureSum[SPACES.length];
        private final FeatureSum[] realtime = new FeatureSum[SPACES.length];
        private final FeatureSum weighed = new FeatureSum();
        private double longtermMass;
        private double realtimeMass;

        Sums() {
            for (int s = 0; s < SPACES.length; s++) {
                longterm[s] = new FeatureSum();
                realtime[s] = new FeatureSum();
            }
        }

        void clear() {
            for (int s = 0; s < SPACES.length; s++) {
                longterm[s].clear();
                realtime[s].clear();
            }
            longtermMass = 0;
            realtimeMass = 0;
        }
    }
}
