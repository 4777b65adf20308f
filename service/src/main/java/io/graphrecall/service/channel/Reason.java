package io.graphrecall.service.channel;

import io.graphrecall.schema.NodeLabel;

/**
 * What led a channel to a candidate: the content it followed from, the tag that the user likes, the query that was
 * searched.
 */
public record Reason(NodeLabel label, String key) {}
