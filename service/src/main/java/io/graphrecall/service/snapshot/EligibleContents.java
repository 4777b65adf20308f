package io.graphrecall.service.snapshot;

import io.graphrecall.retrieval.GraphTables;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The contents of a generation that are eligible at a time: active, published and not expired. The set for the current
 * time is cached until the next publication or expiry. Earlier times are checked content by content. Thread-safe.
 */
final class EligibleContents {

    private final GraphTables tables;
    private volatile Span latest = new Span(new BitSet(), false, Long.MAX_VALUE, Long.MIN_VALUE);

    EligibleContents(GraphTables tables) {
        this.tables = tables;
    }

    /**
     * A time span in which the eligible contents do not change.
     *
     * @param contents not to be changed
     * @param all      true if every content is eligible
     * @param from     its first moment, epoch milliseconds
     * @param until    the first moment after it, epoch milliseconds
     */
    private record Span(BitSet contents, boolean all, long from, long until) {}

    /** @param now epoch milliseconds */
    IntPredicate at(long now) {
        Span span = spanUpTo(now);
        return now >= span.from ? span.contents::get : content -> tables.isEligible(content, now);
    }

    /** Returns true if every content is eligible and that is known without a scan. */
    boolean all(long now) {
        Span span = spanUpTo(now);
        return now >= span.from && span.all;
    }

    /** Returns the latest span, after it was extended to a time. */
    private Span spanUpTo(long now) {
        Span span = latest;
        if (now >= span.until) {
            span = spanOf(now);
            latest = span;
        }
        return span;
    }

    private Span spanOf(long now) {
        int size = tables.contents().size();
        BitSet contents = new BitSet(size);
        long from = Long.MIN_VALUE;
        long until = Long.MAX_VALUE;
        for (int content = 0; content < size; content++) {
            contents.set(content, tables.isEligible(content, now));
            for (long change : new long[] {tables.publishedAt()[content], tables.expiresAt()[content]}) {
                if (change <= now) {
                    from = Math.max(from, change);
                } else {
                    until = Math.min(until, change);
                }
            }
        }
        return new Span(contents, contents.cardinality() == size, from, until);
    }
}
