package io.graphrecall.evaluation.tuning;

import java.util.stream.DoubleStream;

/** The quotas that tuning tries for a channel: parts of the one it has, and that one. */
final class QuotaGrid {

    /** What is new has no past to be fitted to; its part of the answer is a choice, not a finding. */
    static final String EXPLORATION = "fresh";

    private static final double[] PARTS = {1 / 12.0, 1 / 6.0, 1 / 3.0, 2 / 3.0, 1};

    private QuotaGrid() {}

    /** In ascending order, the last being the quota itself; 300 gives 25, 50, 100, 200, 300. */
    static int[] of(String channel, int quota) {
        return channel.equals(EXPLORATION)
                ? new int[] {quota}
                : DoubleStream.of(PARTS).mapToInt(part -> (int) Math.round(part * quota)).distinct().toArray();
    }
}
