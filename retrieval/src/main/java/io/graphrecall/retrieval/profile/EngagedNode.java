package io.graphrecall.retrieval.profile;

import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.Action;

/**
 * One engagement with the features of the node that was engaged with.
 *
 * @param at      epoch milliseconds
 * @param dwellMs how long the user stayed; -1 where unknown
 */
public record EngagedNode(Action action, long at, long dwellMs, NodeFeatures features) {}
