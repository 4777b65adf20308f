package io.graphrecall.service.intake;

import io.graphrecall.loaders.ingest.Rejection;

import java.util.List;

/**
 * What became of the records of one post.
 *
 * @param accepted records that are in the graph now
 * @param rejected the others, by their index in the post
 * @param seq      a recall that is told this number as {@code min_seq} sees the accepted ones
 */
public record Receipt(int accepted, List<Rejection> rejected, long seq) {

    public Receipt {
        rejected = List.copyOf(rejected);
    }
}
