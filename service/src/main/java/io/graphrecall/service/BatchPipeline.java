package io.graphrecall.service;

import io.graphrecall.schema.UserId;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.state.BatchStates;

import java.util.Collection;

/** Pipeline for many requests under the same conditions. Thread-safe. */
public final class BatchPipeline implements AutoCloseable {

    private final RecallPipeline pipeline;
    private final BatchStates states;

    BatchPipeline(RecallPipeline pipeline, BatchStates states) {
        this.pipeline = pipeline;
        this.states = states;
    }

    /** Returns the pipeline to recall with. */
    public RecallPipeline pipeline() {
        return pipeline;
    }

    /** Reads the states of users at once, for the next recall of each. */
    public void prepare(Collection<UserId> users) {
        states.prepare(users);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
