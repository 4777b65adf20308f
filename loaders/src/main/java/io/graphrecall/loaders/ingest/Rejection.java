package io.graphrecall.loaders.ingest;

/**
 * A record of a batch that was not written.
 *
 * @param index  its place in the batch, from 0
 * @param reason why, in one line
 */
public record Rejection(int index, String reason) {}
