package io.graphrecall.service;

import io.graphrecall.schema.UserId;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.state.BatchStates;

import java.util.Collection;

/**
 * Pipeline for many requests under the same conditions. Thread-safe.
 *
 * @param pipeline pipeline to recall with
 * @param states   states of the users
 */
public record BatchPipeline(RecallPipeline pipeline, BatchStates states) implements AutoCloseable {

    /** Reads the states of users at once, for the next recall of each. */
    public void prepare(Collection<UserId> users) {
        states.prepare(users);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
