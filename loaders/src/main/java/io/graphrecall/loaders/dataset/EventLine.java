package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.BehaviourEvent;

/**
 * Event with its origin.
 *
 * @param number position in the log, from 1; equals the line number if the log is one file with one event per line
 */
public record EventLine(long number, Origin origin, BehaviourEvent event) {}
