package io.graphrecall.metapath.sparse;

/**
 * Feature ordinals with weights, the heaviest first; equal weights by ordinal. The arrays are shared, not copied, and
 * must not be changed.
 */
public record SparseVector(int[] ordinals, float[] weights) {

    public static final SparseVector EMPTY = new SparseVector(new int[0], new float[0]);

    public SparseVector {
        if (ordinals.length != weights.length) {
            throw new IllegalArgumentException(
                    ordinals.length + " ordinals and " + weights.length + " weights do not match");
        }
    }

    public int size() {
        return ordinals.length;
    }

    public boolean isEmpty() {
        return ordinals.length == 0;
    }

    /** The weight of a feature; 0 where it has none. Scans. */
    public float weight(int ordinal) {
        for (int i = 0; i < ordinals.length; i++) {
            if (ordinals[i] == ordinal) {
                return weights[i];
            }
        }
        return 0;
    }
}
