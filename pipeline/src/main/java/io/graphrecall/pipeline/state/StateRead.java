package io.graphrecall.pipeline.state;

import io.graphrecall.schema.RecallException;

/** A user's state and where it comes from. */
public record StateRead(UserState state, Source source) {

    /** Origin of a state. */
    public enum Source {
        /** The memory of the cluster, which loads it from the graph if it is missing. */
        CLUSTER,
        /** The graph, because a member of the cluster did not respond in time. */
        GRAPH,
        /** Nothing responded in time. The state is empty. */
        NONE;

        /** @throws RecallException UNAVAILABLE if nothing responded */
        public void requireResponse() {
            if (this == NONE) {
                throw new RecallException(RecallException.Code.UNAVAILABLE,
                        "the state of the user cannot be read: neither the cluster nor the graph responds");
            }
        }
    }
}
