package io.graphrecall.service.trigger;

/**
 * A content that recall follows from.
 *
 * @param content its ordinal in the request's snapshot
 * @param id      its id
 * @param weight  how much it counts, above 0
 */
public record Trigger(int content, String id, float weight) {}
