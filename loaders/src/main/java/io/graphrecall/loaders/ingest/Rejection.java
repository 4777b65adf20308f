package io.graphrecall.loaders.ingest;

/**
 * Record of a batch that was not written.
 *
 * @param index  position in the batch, from 0
 * @param reason reason in one line
 */
public record Rejection(int index, String reason) {}
