package io.graphrecall.loaders.ingest;

/**
 * Record of a batch that was not written.
 *
 * @param index  position in the batch, from 0
 * @param reason reason in one line
 */
public record Rejection(int index, String reason) {

    /** Part of the reason for an event whose id is known. After it, the reason has fields of the event in the graph. */
    public static final String OTHER_EVENT = "belongs to a different event";
}
