package io.graphrecall.retrieval.profile;

import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.Action;

/**
 * Engagement with the features of its target node.
 *
 * @param at      epoch milliseconds
 * @param dwellMs dwell time in milliseconds; -1 if unknown
 */
public record EngagedNode(Action action, long at, long dwellMs, NodeFeatures features) {}
