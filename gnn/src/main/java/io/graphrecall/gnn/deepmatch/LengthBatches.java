package io.graphrecall.gnn.deepmatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * Cuts samples into batches of about equally long sequences, so that little is spent on what only fills up: a shuffled
 * part of the samples is sorted by length and cut, and the batches are shuffled.
 */
final class LengthBatches {

    /** Batches of a part. */
    private static final int SORTED = 50;

    private LengthBatches() {}

    /**
     * Batches in a random order.
     *
     * @param most so many of the samples are taken, by chance
     */
    static List<int[]> of(int[] samples, IntUnaryOperator length, int most, int size, Random random) {
        List<Integer> order = new ArrayList<>(Arrays.stream(samples).boxed().toList());
        Collections.shuffle(order, random);
        order = order.subList(0, Math.min(most, order.size()));
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += SORTED * size) {
            List<Integer> part = order.subList(from, Math.min(order.size(), from + SORTED * size));
            part.sort(Comparator.comparingInt(length::applyAsInt));
            for (int begin = 0; begin < part.size(); begin += size) {
                batches.add(part.subList(begin, Math.min(part.size(), begin + size)).stream()
                        .mapToInt(Integer::intValue).toArray());
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
