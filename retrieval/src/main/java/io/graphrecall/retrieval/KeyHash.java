package io.graphrecall.retrieval;

/** 64-bit hash of a key, the same on every platform and in every generation. */
public final class KeyHash {

    private KeyHash() {}

    /** Returns FNV-1a over UTF-16 units, then {@link #mix}. */
    public static long of(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** Returns a position in [0, 1) for a key, which is independent of those for another salt. */
    public static double position(String salt, String key) {
        return (mix(of(salt) ^ of(key)) >>> 11) * 0x1p-53;
    }

    /** Applies the finaliser of SplitMix64 (Steele, Lea, Flood 2014): each output bit depends on each input bit. */
    public static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
