package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.BehaviourEvent;

/**
 * A line of the behaviour log.
 *
 * @param number counted from 1
 * @param raw    the line as it stands in the file
 */
public record EventLine(long number, String raw, BehaviourEvent event) {}
