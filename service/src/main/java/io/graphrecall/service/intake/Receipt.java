package io.graphrecall.service.intake;

import io.graphrecall.loaders.ingest.Rejection;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The response to a post of records.
 *
 * @param accepted      number of records that are in the graph now, or in the spool
 * @param rejected      the other records, by their index in the post
 * @param seq           sequence number; a recall with it as {@code min_seq} sees the accepted records
 * @param ignoredFields number of accepted records with each field that is not kept; null if there is none
 * @param created       number of contents, items, users and tags that only records of the batch mention so far, by label
 *                      in lower case; null if there is none
 * @param spooled       true if the accepted records wait in the {@link Spool}; null if they are in the graph
 */
public record Receipt(int accepted, List<Rejection> rejected, long seq, @Nullable Map<String, Integer> ignoredFields,
        @Nullable Map<String, Integer> created, @Nullable Boolean spooled) {

    public Receipt {
        rejected = List.copyOf(rejected);
    }

    public Receipt(int accepted, List<Rejection> rejected, long seq) {
        this(accepted, rejected, seq, null, null, null);
    }
}
