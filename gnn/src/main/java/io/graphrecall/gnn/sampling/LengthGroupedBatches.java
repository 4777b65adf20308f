package io.graphrecall.gnn.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * Batches of samples with sequences of similar length, so that little padding is computed. Shuffled samples are split into
 * groups of {@value #BATCHES_PER_GROUP} batches, each group is sorted by length and cut, then all batches are shuffled.
 */
final class LengthGroupedBatches {

    private static final int BATCHES_PER_GROUP = 50;

    private LengthGroupedBatches() {}

    /**
     * Returns batches in random order.
     *
     * @param maxSamples number of samples drawn at random, at most
     */
    static List<int[]> of(int[] samples, IntUnaryOperator length, int maxSamples, int batchSize, Random random) {
        List<Integer> order = new ArrayList<>(Arrays.stream(samples).boxed().toList());
        Collections.shuffle(order, random);
        order = order.subList(0, Math.min(maxSamples, order.size()));
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += BATCHES_PER_GROUP * batchSize) {
            List<Integer> group = order.subList(from, Math.min(order.size(), from + BATCHES_PER_GROUP * batchSize));
            group.sort(Comparator.comparingInt(length::applyAsInt));
            for (int begin = 0; begin < group.size(); begin += batchSize) {
                batches.add(group.subList(begin, Math.min(group.size(), begin + batchSize)).stream()
                        .mapToInt(Integer::intValue).toArray());
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
