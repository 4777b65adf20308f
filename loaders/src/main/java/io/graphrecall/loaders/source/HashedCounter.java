package io.graphrecall.loaders.source;

import com.carrotsearch.hppc.LongIntHashMap;

import java.util.Arrays;

/** Counts texts by a 64-bit hash. Uses about 16 bytes per distinct text, independent of its length. Not thread-safe. */
public final class HashedCounter {

    private final LongIntHashMap counts = new LongIntHashMap();
    private long total;
    private String mostFrequent = "";
    private int maxCount;

    /** Counts a text. Returns true if it is new. */
    public boolean add(String text) {
        int count = counts.addTo(hash(text), 1);
        total++;
        if (count > maxCount) {
            maxCount = count;
            mostFrequent = text;
        }
        return count == 1;
    }

    public boolean contains(String text) {
        return counts.containsKey(hash(text));
    }

    /** Returns the number of counted texts. */
    public long total() {
        return total;
    }

    /** Returns the number of distinct texts. */
    public int distinct() {
        return counts.size();
    }

    /** Returns the count of the most frequent text, or 0 if there is none. */
    public int maxCount() {
        return maxCount;
    }

    /** Returns the most frequent text. Of several with the same count, the first to reach it. */
    public String mostFrequent() {
        return mostFrequent;
    }

    /** Returns the median count per distinct text. */
    public int median() {
        int[] sorted = counts.values().toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }

    /** Hashes a text. The probability of any collision among 10 million texts is about 1 in 400,000. */
    public static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }

    /** Adds a value to a hash. */
    public static long mix(long hash, int value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
