package io.graphrecall.pipeline.trigger;

/**
 * A content from which channels retrieve related ones.
 *
 * @param content its ordinal in the request's snapshot
 * @param id      its id
 * @param weight  above 0; below 0 for a negative example
 */
public record Trigger(int content, String id, float weight) {}
