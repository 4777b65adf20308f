package io.graphrecall.loaders.bulk;

/** Fast hash of 64 bits, for indexes that compare the values behind equal hashes. */
final class TextHash {

    private TextHash() {}

    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }

    static long mix(long hash, int value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
