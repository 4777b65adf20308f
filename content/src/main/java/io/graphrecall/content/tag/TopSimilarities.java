package io.graphrecall.content.tag;

import java.util.PriorityQueue;

/** Selection of the K largest similarities. */
final class TopSimilarities {

    private TopSimilarities() {}

    /**
     * Returns the indexes of the largest similarities in descending order, equal ones by index.
     *
     * @param size          maximum number of results, K
     * @param maxSimilarity similarities above this are skipped
     */
    static int[] of(float[] similarities, int size, float maxSimilarity) {
        PriorityQueue<Integer> best = new PriorityQueue<>(size + 1, (a, b) -> {
            int order = Float.compare(similarities[a], similarities[b]);
            return order != 0 ? order : Integer.compare(b, a);
        });
        for (int i = 0; i < similarities.length; i++) {
            boolean isTooLow = best.size() == size && similarities[i] <= similarities[best.element()];
            if (similarities[i] > maxSimilarity || isTooLow) {
                continue;
            }
            best.add(i);
            if (best.size() > size) {
                best.remove();
            }
        }
        int[] indexes = new int[best.size()];
        for (int i = indexes.length - 1; i >= 0; i--) {
            indexes[i] = best.remove();
        }
        return indexes;
    }
}
