package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.BehaviourEvent;

/**
 * A record of the behaviour log.
 *
 * @param number its place in the log, from 1; the line where the log is one file with an event a line
 */
public record EventLine(long number, Origin origin, BehaviourEvent event) {}
