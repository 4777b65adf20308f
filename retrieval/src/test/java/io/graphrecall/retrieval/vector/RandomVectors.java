package io.graphrecall.retrieval.vector;

import java.util.SplittableRandom;

/** Random test vectors: some missing, some equal, some of length 0. */
final class RandomVectors {

    private RandomVectors() {}

    static float[][] of(int count, int dimensions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(20);
            if (kind == 0 && i > 0) {
                vectors[i] = vectors[i - 1];
            } else if (kind > 1) {
                vectors[i] = new float[dimensions];
                for (int d = 0; d < dimensions && kind > 2; d++) {
                    vectors[i][d] = (float) random.nextGaussian();
                }
            }
        }
        return vectors;
    }
}
