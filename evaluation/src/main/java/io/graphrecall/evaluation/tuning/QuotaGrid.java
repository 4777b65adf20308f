package io.graphrecall.evaluation.tuning;

import java.util.stream.DoubleStream;

/** Quotas that tuning tries for a channel: fractions of the given quota, and that quota itself. */
final class QuotaGrid {

    /** New contents have no behaviour to fit to, so the share of exploration is a setting and is not tuned. */
    static final String EXPLORATION = "fresh";

    private static final double[] FRACTIONS = {1 / 12.0, 1 / 6.0, 1 / 3.0, 2 / 3.0, 1};

    private QuotaGrid() {}

    /** Returns the quotas in ascending order; the last is the given one. 300 gives 25, 50, 100, 200, 300. */
    static int[] of(String channel, int quota) {
        return channel.equals(EXPLORATION)
                ? new int[] {quota}
                : DoubleStream.of(FRACTIONS).mapToInt(part -> (int) Math.round(part * quota)).distinct().toArray();
    }
}
