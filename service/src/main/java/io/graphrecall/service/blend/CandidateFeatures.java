package io.graphrecall.service.blend;

import io.graphrecall.schema.DataSet;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a learned blend looks at: for each candidate of one request a row of numbers, nearly all from 0 to 1.
 *
 * <ul>
 * <li>for each channel that brought it: 1; its score over the length of the list, as {@link Blend#WEIGHTED} has it; its
 * score over the best of the list; {@code ln(rank) / ln(200)} and {@code 1 / rank}, ranks from 1. All 0 for a channel
 * that did not;
 * <li>for each channel, whoever brought the candidate: the best score over the length of the list, which is high where the
 * channel is sure of a few;
 * <li>the share of the channels that brought it; its age, {@code ln(1 + days) / ln(1 + 365)}, 0 where times are not
 * known; its popularity, {@code ln(1 + p) / ln(1 + highest p)}.
 * </ul>
 *
 * Kept small, since tuning holds those of many thousand requests; {@link #fill} writes the rows out. Immutable;
 * thread-safe.
 */
public final class CandidateFeatures {

    private static final int OF_LIST = 5;
    private static final int OF_CANDIDATE = 3;
    private static final double LONG_LIST = Math.log(200);
    private static final double YEAR = Math.log(1 + 365);
    /** By rank, for those that most lists have. */
    private static final float[] LOG_RANKS = new float[512];

    static {
        for (int rank = 0; rank < LOG_RANKS.length; rank++) {
            LOG_RANKS[rank] = (float) (Math.log1p(rank) / LONG_LIST);
        }
    }

    /** By channel and rank: which candidate. */
    private final int[][] slots;
    /** By channel and rank: the score over the length of the list. */
    private final float[][] parts;
    private final float[] ages;
    private final float[] popularity;

    /**
     * The features of candidates that are numbered from 0 up. The arrays belong to the features.
     *
     * @param slots      by channel and rank: which candidate
     * @param parts      by channel and rank: its score over the length of the list
     * @param ages       by candidate, as rows have them
     * @param popularity by candidate, as rows have it
     */
    public CandidateFeatures(int[][] slots, float[][] parts, float[] ages, float[] popularity) {
        this.slots = slots;
        this.parts = parts;
        this.ages = ages;
        this.popularity = popularity;
    }

    /**
     * Looks at candidates.
     *
     * @param pool     of the input's channels
     * @param channels the ids of those to look at, which give the columns their order
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
            ages[slot] = age(input.snapshot(), pool.content(slot), input.now());
            popularity[slot] = input.snapshot().relativePopularity(pool.content(slot));
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

    private static float age(ServingSnapshot snapshot, int content, long now) {
        long published = snapshot.publishedAt(content);
        return published == ServingSnapshot.UNKNOWN_TIME || snapshot.timestamps() != DataSet.Timestamps.REAL
                ? 0
                : (float) (Math.log1p(Math.max(0, now - published) / (double) TimeUnit.DAYS.toMillis(1)) / YEAR);
    }

    /** A candidate's popularity, relative to the highest, as rows have it. */
    public float popularity(int slot) {
        return popularity[slot];
    }

    /** How many candidates there are. */
    public int size() {
        return ages.length;
    }

    /** How long a row is that looks at so many channels. */
    public static int width(int channels) {
        return channels * (OF_LIST + 1) + OF_CANDIDATE;
    }

    /** The names of a row's numbers. */
    public static List<String> names(List<String> channels) {
        List<String> names = new ArrayList<>();
        channels.forEach(channel -> List.of("brought", "score", "score_over_best", "log_rank", "reciprocal_rank")
                .forEach(number -> names.add(channel + "." + number)));
        channels.forEach(channel -> names.add(channel + ".sureness"));
        names.addAll(List.of("channels", "age", "popularity"));
        return names;
    }

    /** Takes numbers of rows. */
    @FunctionalInterface
    interface Numbers {

        /**
         * @param slot   whose row
         * @param number its place in the row
         * @param value  what the row has there more than was told before
         */
        void add(int slot, int number, float value);
    }

    /** Tells what is not 0 in the rows, but for what they have in {@link #common()}. */
    void each(Numbers numbers) {
        int ofCandidate = width(slots.length) - OF_CANDIDATE;
        float share = 1f / slots.length;
        for (int channel = 0; channel < slots.length; channel++) {
            int at = channel * OF_LIST;
            for (int rank = 0; rank < slots[channel].length; rank++) {
                int slot = slots[channel][rank];
                float part = parts[channel][rank];
                numbers.add(slot, at, 1);
                numbers.add(slot, at + 1, part);
                numbers.add(slot, at + 2, parts[channel][0] == 0 ? 0 : part / parts[channel][0]);
                numbers.add(slot, at + 3, logRank(rank));
                numbers.add(slot, at + 4, 1f / (1 + rank));
                numbers.add(slot, ofCandidate, share);
            }
        }
        for (int slot = 0; slot < size(); slot++) {
            numbers.add(slot, ofCandidate + 1, ages[slot]);
            numbers.add(slot, ofCandidate + 2, popularity[slot]);
        }
    }

    private static float logRank(int rank) {
        return rank < LOG_RANKS.length ? LOG_RANKS[rank] : (float) (Math.log1p(rank) / LONG_LIST);
    }

    /** What all rows have in common, as a row. */
    float[] common() {
        float[] row = new float[width(slots.length)];
        for (int channel = 0; channel < slots.length; channel++) {
            row[slots.length * OF_LIST + channel] = parts[channel].length == 0 ? 0 : parts[channel][0];
        }
        return row;
    }

    /**
     * Writes the rows, one after another.
     *
     * @param rows at least {@link #size()} times {@link #width}
     */
    public void fill(float[] rows) {
        float[] common = common();
        for (int slot = 0; slot < size(); slot++) {
            System.arraycopy(common, 0, rows, slot * common.length, common.length);
        }
        each((slot, number, value) -> rows[slot * common.length + number] += value);
    }
}
