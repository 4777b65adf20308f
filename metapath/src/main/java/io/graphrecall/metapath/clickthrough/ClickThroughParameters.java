package io.graphrecall.metapath.clickthrough;

import java.time.Duration;

/**
 * When an engagement counts as what a search led to, and how much.
 *
 * @param window      an engagement that names no search counts for the last one before it when it comes within this
 *                    time, where times are real
 * @param events      and among so many events after it
 * @param implied     what such an engagement counts, as a share of one that names its search
 * @param smoothing   added to the engagements of a query, so that one engagement alone is no certainty
 * @param perItem     an item that a query led to stands for the contents most like it: at most so many
 * @param itemShare   what these count beside contents that the query led to itself
 * @param neighbours  at most so many contents a query are kept
 */
public record ClickThroughParameters(
        Duration window,
        int events,
        double implied,
        double smoothing,
        int perItem,
        double itemShare,
        int neighbours) {

    public static final ClickThroughParameters DEFAULT = new ClickThroughParameters(
            Duration.ofMinutes(30), 5, 0.5, 1, 20, 0.3, 200);

    public ClickThroughParameters {
        if (!window.isPositive()) {
            throw new IllegalArgumentException("window is not positive: " + window);
        }
        requireNotNegative("events", events);
        requireNotNegative("implied", implied);
        requireNotNegative("smoothing", smoothing);
        requireNotNegative("perItem", perItem);
        requireNotNegative("itemShare", itemShare);
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours is not positive: " + neighbours);
        }
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }
}
