package io.graphrecall.service.state;

/** A user's state and where it comes from. */
public record StateRead(UserState state, Source source) {

    /** Origin of a state. */
    public enum Source {
        /** The memory of the cluster, which loads it from the graph if it is missing. */
        CLUSTER,
        /** The graph, because a member of the cluster did not respond in time. */
        GRAPH,
        /** Nothing responded in time. The state is empty. */
        NONE
    }
}
