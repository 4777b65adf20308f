package io.graphrecall.loaders.source;

import com.carrotsearch.hppc.LongIntHashMap;

import java.util.Arrays;

/** Counts texts by a 64-bit hash: some sixteen bytes for each that differs, however long it is. Not thread-safe. */
public final class Tally {

    private final LongIntHashMap counts = new LongIntHashMap();
    private long total;
    private String mostFrequent = "";
    private int most;

    /** Counts a text; true where it is the first of its like. */
    public boolean add(String text) {
        int count = counts.addTo(hash(text), 1);
        total++;
        if (count > most) {
            most = count;
            mostFrequent = text;
        }
        return count == 1;
    }

    public boolean contains(String text) {
        return counts.containsKey(hash(text));
    }

    /** How many texts were counted. */
    public long total() {
        return total;
    }

    /** How many differ. */
    public int distinct() {
        return counts.size();
    }

    /** How often the most frequent one came; 0 where there is none. */
    public int most() {
        return most;
    }

    /** The text that came most often; the one that reached that count first. */
    public String mostFrequent() {
        return mostFrequent;
    }

    /** How often those came that came just once, twice, …: the count that half of the texts do not exceed. */
    public int median() {
        int[] sorted = counts.values().toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }

    /** Among ten million texts two share a hash with a chance of one in 400,000. */
    private static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
