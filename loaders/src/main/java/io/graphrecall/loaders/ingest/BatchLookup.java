package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;

import java.util.List;
import java.util.Map;

/**
 * State of the graph for a batch of events before the write.
 *
 * @param events  existing events with an identity of the batch, by identity
 * @param missing keys of referenced nodes that do not exist
 */
public record BatchLookup(Map<String, BehaviourEvent> events, Map<NodeLabel, List<String>> missing) {}
