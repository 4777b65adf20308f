package io.graphrecall.metapath.graph;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

/** One relationship type between a source label and a target label, in its direction. */
public record Hop(NodeLabel from, RelationshipType type, NodeLabel to) {}
