package io.graphrecall.metapath.sparse;

/**
 * Feature ordinals with weights, by descending weight, equal weights by ordinal. The arrays are not copied and must not
 * be changed.
 */
public record SparseVector(int[] ordinals, float[] weights) {

    public static final SparseVector EMPTY = new SparseVector(new int[0], new float[0]);

    public int size() {
        return ordinals.length;
    }

    public boolean isEmpty() {
        return ordinals.length == 0;
    }

    /** Weight of a feature; 0 if it is absent. Linear in the size of the vector. */
    public float weight(int ordinal) {
        for (int i = 0; i < ordinals.length; i++) {
            if (ordinals[i] == ordinal) {
                return weights[i];
            }
        }
        return 0;
    }
}
