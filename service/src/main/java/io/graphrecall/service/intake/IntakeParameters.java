package io.graphrecall.service.intake;

import io.graphrecall.pipeline.settings.SettingsSection;

import java.time.Duration;

/**
 * Micro-batching of posted records.
 *
 * @param window   time that the first record of a batch waits for more
 * @param maxBatch maximum records per batch
 * @param maxQueue maximum records waiting to be written; a post is refused if not even a batch of it has room
 */
public record IntakeParameters(Duration window, int maxBatch, int maxQueue) {

    /** The section {@code events} of the settings. */
    public static final SettingsSection<IntakeParameters> EVENTS = new SettingsSection<>(
            "events", IntakeParameters.class);

    /** The section {@code contents} of the settings. */
    public static final SettingsSection<IntakeParameters> CONTENTS = new SettingsSection<>(
            "contents", IntakeParameters.class);

    public IntakeParameters {
        if (window.isNegative()) {
            throw new IllegalArgumentException("window is " + window + ", expected at least 0");
        }
        if (maxBatch < 1 || maxQueue < maxBatch) {
            throw new IllegalArgumentException(
                    "max-batch is " + maxBatch + " and max-queue is " + maxQueue
                            + ", expected 1 <= max-batch <= max-queue");
        }
    }
}
