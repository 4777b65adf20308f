package io.graphrecall.blend;

import io.graphrecall.schema.DataSet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The input features of a learned blend: one row per candidate of a request. Most values are in [0, 1].
 *
 * <ul>
 * <li>For each channel that returned the candidate: 1; its score divided by the L2 norm of the channel's scores, as in
 * {@link Blend#WEIGHTED}; its score divided by the channel's highest score; {@code ln(rank) / ln(200)} and
 * {@code 1 / rank}, ranks from 1. All 0 for the other channels.
 * <li>For each channel, the same value for all candidates: the highest score divided by the L2 norm. It is high if a few
 * scores of the channel dominate.
 * <li>The share of the channels that returned the candidate; its age, {@code ln(1 + days) / ln(1 + 365)}, 0 if unknown;
 * its popularity, {@code ln(1 + p) / ln(1 + highest p)}.
 * </ul>
 *
 * Stored in a compact form, because tuning keeps the features of many thousand requests. {@link #rows} expands them.
 * Immutable; thread-safe.
 */
public final class CandidateFeatures {

    static final int OF_LIST = 5;
    private static final int OF_CANDIDATE = 3;
    private static final double LONG_LIST = Math.log(200);
    private static final double YEAR = Math.log(1 + 365);
    /** Precomputed for the usual ranks. */
    private static final float[] LOG_RANKS = new float[512];

    static {
        for (int rank = 0; rank < LOG_RANKS.length; rank++) {
            LOG_RANKS[rank] = (float) (Math.log1p(rank) / LONG_LIST);
        }
    }

    /** Slots of candidates, by channel and rank. */
    private final int[][] slots;
    /** Scores divided by the L2 norm of the channel's scores, by channel and rank. */
    private final float[][] parts;
    private final float[] ages;
    private final float[] popularity;

    /**
     * Creates the features of candidates. The features own the arrays.
     *
     * @param slots      slots of candidates from 0, by channel and rank
     * @param parts      scores divided by the L2 norm of the channel's scores, by channel and rank
     * @param ages       age feature by slot
     * @param popularity popularity feature by slot
     */
    public CandidateFeatures(int[][] slots, float[][] parts, float[] ages, float[] popularity) {
        this.slots = slots;
        this.parts = parts;
        this.ages = ages;
        this.popularity = popularity;
    }

    /**
     * Computes the features of candidates.
     *
     * @param pool     candidates of the input's channels
     * @param channels ids of the channels with features, in the order of the columns
     */
    public static CandidateFeatures of(CandidatePool pool, BlendInput input, List<String> channels) {
        int[][] slots = new int[channels.size()][0];
        float[][] parts = new float[channels.size()][0];
        for (int list = 0; list < input.channels().size(); list++) {
            ChannelList channel = input.channels().get(list);
            int column = channels.indexOf(channel.id());
            if (column >= 0) {
                slots[column] = pool.slots(list);
                parts[column] = parts(channel);
            }
        }
        float[] ages = new float[pool.size()];
        float[] popularity = new float[pool.size()];
        for (int slot = 0; slot < ages.length; slot++) {
            ages[slot] = age(input.contents(), pool.content(slot), input.now());
            popularity[slot] = input.contents().relativePopularity(pool.content(slot));
        }
        return new CandidateFeatures(slots, parts, ages, popularity);
    }

    /** Returns the candidates that some other channel returned too. */
    public BitSet returnedByOthers(int channel) {
        BitSet returned = new BitSet(size());
        for (int other = 0; other < slots.length; other++) {
            if (other != channel) {
                Arrays.stream(slots[other]).forEach(returned::set);
            }
        }
        return returned;
    }

    /** Returns the features without one channel, of the candidates in {@link #returnedByOthers}, in their order. */
    public CandidateFeatures without(int channel) {
        int[] remaining = returnedByOthers(channel).stream().toArray();
        int[] newSlots = new int[size()];
        float[] remainingAges = new float[remaining.length];
        float[] remainingPopularity = new float[remaining.length];
        for (int slot = 0; slot < remaining.length; slot++) {
            newSlots[remaining[slot]] = slot;
            remainingAges[slot] = ages[remaining[slot]];
            remainingPopularity[slot] = popularity[remaining[slot]];
        }
        int[] others = IntStream.range(0, slots.length).filter(other -> other != channel).toArray();
        return new CandidateFeatures(
                Arrays.stream(others)
                        .mapToObj(other -> Arrays.stream(slots[other]).map(slot -> newSlots[slot]).toArray())
                        .toArray(int[][]::new),
                Arrays.stream(others).mapToObj(other -> parts[other]).toArray(float[][]::new),
                remainingAges, remainingPopularity);
    }

    private static float[] parts(ChannelList channel) {
        double[] parts = Blend.WEIGHTED.parts(channel);
        float[] floats = new float[parts.length];
        for (int rank = 0; rank < parts.length; rank++) {
            floats[rank] = (float) parts[rank];
        }
        return floats;
    }

    private static float age(RankedContents contents, int content, long now) {
        if (contents.timestamps() != DataSet.Timestamps.REAL) {
            return 0;
        }
        long published = contents.publishedAt(content);
        return published == RankedContents.UNKNOWN_TIME
                ? 0
                : (float) (Math.log1p(Math.max(0, now - published) / (double) TimeUnit.DAYS.toMillis(1)) / YEAR);
    }

    /** Returns the popularity feature of a candidate. */
    public float popularity(int slot) {
        return popularity[slot];
    }

    /** Number of candidates. */
    public int size() {
        return ages.length;
    }

    /** Returns the number of features for a number of channels. */
    public static int width(int channels) {
        return channels * (OF_LIST + 1) + OF_CANDIDATE;
    }

    /** Receives feature values to add. Arrays change after the call. */
    interface FeatureConsumer {

        /**
         * Adds the features of a candidate in a list.
         *
         * @param values those of the channel, in the columns from {@link #OF_LIST} times the channel, and the share of
         *               the channel among all
         */
        void ofList(int slot, int channel, float[] values);

        /** Adds age and popularity of a candidate. */
        void ofCandidate(int slot, float[] values);
    }

    /** Returns the column of a channel's score divided by the L2 norm of its scores. */
    public static int scoreColumn(int channel) {
        return channel * OF_LIST + 1;
    }

    /** Returns true if a column has the same value for all candidates of a request. */
    public static boolean isCommon(int column, int channels) {
        return column >= channels * OF_LIST && column < shareColumn(channels);
    }

    /** Returns the column of the share of channels, which age and popularity follow. */
    static int shareColumn(int channels) {
        return width(channels) - OF_CANDIDATE;
    }

    /** Passes on all values that are not 0, except those of {@link #common()}. */
    void forEach(FeatureConsumer consumer) {
        float[] ofList = new float[OF_LIST + 1];
        ofList[OF_LIST] = 1f / slots.length;
        for (int channel = 0; channel < slots.length; channel++) {
            for (int rank = 0; rank < slots[channel].length; rank++) {
                float part = parts[channel][rank];
                ofList[0] = 1;
                ofList[1] = part;
                ofList[2] = parts[channel][0] == 0 ? 0 : part / parts[channel][0];
                ofList[3] = logRank(rank);
                ofList[4] = 1f / (1 + rank);
                consumer.ofList(slots[channel][rank], channel, ofList);
            }
        }
        float[] ageAndPopularity = new float[OF_CANDIDATE - 1];
        for (int slot = 0; slot < size(); slot++) {
            ageAndPopularity[0] = ages[slot];
            ageAndPopularity[1] = popularity[slot];
            consumer.ofCandidate(slot, ageAndPopularity);
        }
    }

    private static float logRank(int rank) {
        return rank < LOG_RANKS.length ? LOG_RANKS[rank] : (float) (Math.log1p(rank) / LONG_LIST);
    }

    /** Returns a row with the values that all candidates share. */
    float[] common() {
        float[] row = new float[width(slots.length)];
        for (int channel = 0; channel < slots.length; channel++) {
            row[slots.length * OF_LIST + channel] = parts[channel].length == 0 ? 0 : parts[channel][0];
        }
        return row;
    }

    /** Returns the rows {@code [candidate, feature]}, one after another. */
    public float[] rows() {
        float[] common = common();
        float[] rows = new float[size() * common.length];
        for (int slot = 0; slot < size(); slot++) {
            System.arraycopy(common, 0, rows, slot * common.length, common.length);
        }
        int shareColumn = shareColumn(slots.length);
        forEach(new FeatureConsumer() {
            @Override
            public void ofList(int slot, int channel, float[] values) {
                add(slot, channel * OF_LIST, values, OF_LIST);
                rows[slot * common.length + shareColumn] += values[OF_LIST];
            }

            @Override
            public void ofCandidate(int slot, float[] values) {
                add(slot, shareColumn + 1, values, values.length);
            }

            private void add(int slot, int firstColumn, float[] values, int count) {
                for (int i = 0; i < count; i++) {
                    rows[slot * common.length + firstColumn + i] += values[i];
                }
            }
        });
        return rows;
    }
}
