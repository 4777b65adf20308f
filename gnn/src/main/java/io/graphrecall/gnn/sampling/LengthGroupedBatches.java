package io.graphrecall.gnn.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

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
        List<int[]> batches = order.stream().limit(maxSamples)
                .gather(Gatherers.windowFixed(BATCHES_PER_GROUP * batchSize))
                .flatMap(group -> group.stream().sorted(Comparator.comparingInt(length::applyAsInt))
                        .gather(Gatherers.windowFixed(batchSize)))
                .map(batch -> batch.stream().mapToInt(Integer::intValue).toArray())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(batches, random);
        return batches;
    }
}
