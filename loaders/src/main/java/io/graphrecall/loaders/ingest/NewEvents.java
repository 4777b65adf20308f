package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.NodeLabel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Effect of a batch of events.
 *
 * @param events  events to store as relationships
 * @param missing keys of the nodes to create, by label
 * @param shown   changed impression windows, by user
 * @param noted   users to mark as changed
 * @param seq     sequence number after the write
 */
public record NewEvents(
        List<BehaviourEvent> events,
        Map<NodeLabel, Set<String>> missing,
        Map<String, ImpressionWindow> shown,
        Collection<String> noted,
        long seq) {}
