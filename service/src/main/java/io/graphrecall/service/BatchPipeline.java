package io.graphrecall.service;

import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.service.state.BatchStates;

/**
 * Pipeline for many requests under the same conditions. Thread-safe.
 *
 * @param pipeline pipeline to recall with
 * @param states   states of the users
 */
public record BatchPipeline(RecallPipeline pipeline, BatchStates states) implements AutoCloseable {

    @Override
    public void close() {
        pipeline.close();
    }
}
