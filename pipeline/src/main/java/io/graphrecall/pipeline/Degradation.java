package io.graphrecall.pipeline;

import io.graphrecall.schema.WireNamed;

/** A reason why a result may lack contents or be out of date. */
public enum Degradation implements WireNamed {
    /** A channel failed or missed the deadline. */
    CHANNEL,
    /** The user's state was not available in time: only channels that need no history contribute. */
    USER_STATE,
    /** A member of the cluster does not respond: the user's state was read from the graph. */
    CLUSTER,
    /**
     * Neo4j does not respond in time or has a wrong graph: what other programs wrote since is unknown, and paths,
     * descriptions, media and further fields are missing.
     */
    GRAPH;
}
