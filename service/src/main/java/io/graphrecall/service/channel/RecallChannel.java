package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.ServingSnapshot;

/**
 * One way of finding contents for a user. Implementations are thread-safe and look at their query's deadline when they
 * work long. Deadlines, metrics and failure are applied round them by the pipeline, not inside.
 */
public interface RecallChannel {

    /** The name in requests, answers, settings and metrics, for instance {@code i2i}. */
    String id();

    /**
     * The best contents that the query's filter accepts.
     *
     * @return empty where this channel has nothing to go by
     */
    ChannelAnswer recall(RecallQuery query);

    /** Whether this channel can work on a snapshot at all; one that cannot is reported as off, not as failed. */
    default boolean available(ServingSnapshot snapshot) {
        return true;
    }

    /**
     * Whether an answer takes microseconds and no waiting. Such channels of a request run one after another in one
     * task; the others each get a task of their own.
     */
    default boolean immediate() {
        return true;
    }
}
