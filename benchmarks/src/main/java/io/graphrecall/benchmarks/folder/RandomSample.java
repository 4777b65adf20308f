package io.graphrecall.benchmarks.folder;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random sample of indexes that is the same in every run, to hold data out of all trainings. */
public final class RandomSample {

    private RandomSample() {}

    /** Returns {@code count} random indexes below {@code size}. */
    public static BitSet of(int size, int count) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(0));
        BitSet sample = new BitSet();
        order.subList(0, count).forEach(sample::set);
        return sample;
    }
}
