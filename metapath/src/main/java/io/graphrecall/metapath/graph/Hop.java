package io.graphrecall.metapath.graph;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

/** One step of a path: from nodes of one label over relationships of one type, in their direction, to another label. */
public record Hop(NodeLabel from, RelationshipType type, NodeLabel to) {

    public Hop {
        if (!type.from().contains(from) || !type.to().contains(to)) {
            throw new IllegalArgumentException(type + " does not lead from " + from + " to " + to);
        }
    }
}
