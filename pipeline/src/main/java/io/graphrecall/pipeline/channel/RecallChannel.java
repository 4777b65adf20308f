package io.graphrecall.pipeline.channel;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One way to retrieve contents for a user. Implementations are thread-safe. The pipeline applies deadlines and metrics
 * and handles failures; a channel that works long checks the query's deadline.
 */
public interface RecallChannel {

    /** The name in requests, responses, settings and metrics, for example {@code i2i}. */
    String id();

    /**
     * Returns the best contents that the query's filter accepts.
     *
     * @return empty if the query has no input for this channel
     */
    ChannelResult recall(RecallQuery query);

    /**
     * Returns in words why this channel cannot work on a snapshot, or null if it can. A channel that cannot is reported as
     * off, not as failed.
     */
    default @Nullable String unavailable(ServingSnapshot snapshot) {
        return null;
    }

    /** Returns what a query lacks for this channel, in words, or null if it lacks nothing. */
    default @Nullable String missingInput(RecallQuery query) {
        return null;
    }

    /**
     * Returns true if this channel looks for the query or the vector of a request, and not only for what its user likes.
     *
     * @param hasQuery true if the request has a query
     */
    default boolean matches(boolean hasQuery, QueryExamples examples) {
        return false;
    }

    /**
     * Returns true if the channel also runs after the request's deadline, so that a late list is not empty. It needs no
     * history and takes microseconds.
     */
    default boolean runsLate() {
        return false;
    }

    /**
     * Returns true if a recall takes microseconds and never waits. Such channels of a request run one after another in
     * one task. Each other channel is one task.
     */
    default boolean immediate() {
        return true;
    }
}
