package io.graphrecall.pipeline;

import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.state.UserStateSource;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Parts of a pipeline that all its recalls share. Thread-safe.
 *
 * @param graphResponds returns false while Neo4j does not respond
 * @param seed          seed of the order of contents with equal scores
 */
record RecallParts(
        UserStateSource users, BooleanSupplier graphResponds, ChannelCatalogue channels, RecallQueryBuilder queries,
        ChannelRunner runner, PipelineObserver observer, InstantSource clock, long seed) {

    /** Returns these parts for recalls that no metric counts. */
    RecallParts unobserved() {
        return new RecallParts(users, graphResponds, channels, queries, runner, PipelineObserver.NONE, clock, seed);
    }
}
