package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Result of writing a batch.
 *
 * @param written      records that changed the graph
 * @param unchanged    records that the graph already had
 * @param superseded   impressions that the window of their user does not keep, as {@link ImpressionWindow.Added}
 * @param rejected     records that were not written, in the order of the batch
 * @param seq          sequence number of the graph after the batch
 * @param placeholders number of nodes created because a record refers to them, by label
 * @param incremented  true if the last transaction incremented the sequence number; otherwise it may be that of a write
 *                     of somebody else
 */
public record WriteReport(int written, int unchanged, int superseded, List<Rejection> rejected, long seq,
        Map<NodeLabel, Integer> placeholders, boolean incremented) {

    public WriteReport {
        rejected = List.copyOf(rejected);
        placeholders = Map.copyOf(placeholders);
    }

    /** Creates the report of one transaction, which increments the sequence number if it writes something. */
    public WriteReport(
            int written, int unchanged, List<Rejection> rejected, long seq, Map<NodeLabel, Integer> placeholders) {
        this(written, unchanged, 0, rejected, seq, placeholders, written > 0 || !placeholders.isEmpty());
    }

    /** Creates the report of a single record that the database rejected. */
    static WriteReport rejected(long seq, String reason) {
        return new WriteReport(0, 0, List.of(new Rejection(0, reason)), seq, Map.of());
    }

    /**
     * Returns the combined report of two consecutive parts of a batch.
     *
     * @param offset position of the second part in the batch
     */
    WriteReport append(int offset, WriteReport next) {
        List<Rejection> all = new ArrayList<>(rejected);
        next.rejected.forEach(one -> all.add(new Rejection(offset + one.index(), one.reason())));
        Map<NodeLabel, Integer> sum = new EnumMap<>(NodeLabel.class);
        sum.putAll(placeholders);
        next.placeholders.forEach((label, count) -> sum.merge(label, count, Integer::sum));
        return new WriteReport(written + next.written, unchanged + next.unchanged, superseded + next.superseded, all,
                next.seq, sum,
                next.incremented);
    }
}
