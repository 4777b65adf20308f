package io.graphrecall.service.intake;

import java.time.Duration;

/**
 * How posts become batches.
 *
 * @param window   how long the first record of a batch waits for company
 * @param maxBatch records of a batch, at most
 * @param maxQueue records that wait to be written, at most; a post beyond is refused
 */
public record IntakeParameters(Duration window, int maxBatch, int maxQueue) {

    public IntakeParameters {
        if (window.isNegative()) {
            throw new IllegalArgumentException("window is negative: " + window);
        }
        if (maxBatch < 1 || maxQueue < maxBatch) {
            throw new IllegalArgumentException(
                    "expected 1 <= max-batch <= max-queue, not " + maxBatch + " and " + maxQueue);
        }
    }
}
