package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param written   records that changed the graph
 * @param unchanged records that the graph had already
 * @param rejected  records that were not written, in the order of the batch
 * @param seq       the graph's sequence number after the batch; raised only where something was written
 * @param bareNodes nodes made because a record names them, without a record of their own
 */
public record WriteReport(
        int written, int unchanged, List<Rejection> rejected, long seq, Map<NodeLabel, Integer> bareNodes) {

    public WriteReport {
        rejected = List.copyOf(rejected);
        bareNodes = Map.copyOf(bareNodes);
    }

    /** How many records are in the graph now: those written and those it had. */
    public int accepted() {
        return written + unchanged;
    }

    /** The report of a single record that the database refused. */
    static WriteReport refused(long seq, String reason) {
        return new WriteReport(0, 0, List.of(new Rejection(0, reason)), seq, Map.of());
    }

    /** This report and the next one as one; the next one's batch began at {@code offset}. */
    WriteReport followedBy(int offset, WriteReport next) {
        List<Rejection> all = new ArrayList<>(rejected);
        next.rejected.forEach(one -> all.add(new Rejection(offset + one.index(), one.reason())));
        Map<NodeLabel, Integer> bare = new EnumMap<>(NodeLabel.class);
        bare.putAll(bareNodes);
        next.bareNodes.forEach((label, count) -> bare.merge(label, count, Integer::sum));
        return new WriteReport(written + next.written, unchanged + next.unchanged, all, next.seq, bare);
    }
}
