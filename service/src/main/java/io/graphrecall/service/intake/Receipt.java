package io.graphrecall.service.intake;

import io.graphrecall.loaders.ingest.Rejection;

import java.util.List;

/**
 * The response to a post of records.
 *
 * @param accepted number of records that are in the graph now
 * @param rejected the other records, by their index in the post
 * @param seq      sequence number; a recall with it as {@code min_seq} sees the accepted records
 */
public record Receipt(int accepted, List<Rejection> rejected, long seq) {

    public Receipt {
        rejected = List.copyOf(rejected);
    }
}
