package io.graphrecall.content.tag;

import java.util.PriorityQueue;

/** The positions of the highest numbers. */
final class Nearest {

    private Nearest() {}

    /**
     * The positions of the highest similarities, the highest first, equal ones by position.
     *
     * @param limit higher ones are passed over
     */
    static int[] of(float[] similarities, int size, float limit) {
        PriorityQueue<Integer> best = new PriorityQueue<>(size + 1, (a, b) -> {
            int order = Float.compare(similarities[a], similarities[b]);
            return order != 0 ? order : Integer.compare(b, a);
        });
        for (int i = 0; i < similarities.length; i++) {
            boolean tooLow = best.size() == size && similarities[i] <= similarities[best.element()];
            if (similarities[i] > limit || tooLow) {
                continue;
            }
            best.add(i);
            if (best.size() > size) {
                best.remove();
            }
        }
        int[] positions = new int[best.size()];
        for (int i = positions.length - 1; i >= 0; i--) {
            positions[i] = best.remove();
        }
        return positions;
    }
}
