package io.graphrecall.service.http;

import io.graphrecall.loaders.ingest.Rejection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The posts of one kind of records to this member: counts of accepted and rejected records, and the last rejections with
 * their reasons. Records are not kept, nor fields of other events in reasons, because they may name users. Thread-safe.
 */
final class PostLog {

    private static final int MAX_KEPT = 200;

    private final String records;
    private final Deque<Rejected> latest = new ArrayDeque<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    /** @param records name of the records, such as events */
    PostLog(String records) {
        this.records = records;
    }

    /**
     * A rejected record.
     *
     * @param index position in its post, from 0
     */
    record Rejected(String at, String records, String requestId, int index, String reason) {}

    /** Adds the outcome of a post. */
    synchronized void add(String requestId, int acceptedRecords, List<Rejection> rejections) {
        accepted.add(acceptedRecords);
        rejected.add(rejections.size());
        String now = Instant.now().toString();
        for (Rejection rejection : rejections) {
            if (rejection.reason().equals(PostedRecords.OMITTED)) {
                continue;
            }
            if (latest.size() == MAX_KEPT) {
                latest.removeLast();
            }
            latest.addFirst(new Rejected(now, records, requestId, rejection.index(), kept(rejection.reason())));
        }
    }

    private static String kept(String reason) {
        int other = reason.indexOf(Rejection.OTHER_EVENT);
        return other < 0 ? reason : reason.substring(0, other + Rejection.OTHER_EVENT.length());
    }

    /** Returns the last rejected records, the newest first. */
    synchronized List<Rejected> latest() {
        return List.copyOf(latest);
    }

    void register(ServiceMetrics metrics) {
        metrics.count(records + ".accepted", "Posted " + records + " that were accepted", accepted::sum);
        metrics.count(records + ".rejected", "Posted " + records + " that were rejected", rejected::sum);
    }
}
