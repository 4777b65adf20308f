package io.graphrecall.service.snapshot;

import io.graphrecall.retrieval.GraphTables;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which contents of a generation may be answered at a time: active, published and not expired. What holds now holds until
 * the next publication or expiry, and is kept until then; earlier moments are told content by content. Thread-safe.
 */
final class RecallableContents {

    private final GraphTables tables;
    private volatile Span latest = new Span(new BitSet(), false, Long.MAX_VALUE, Long.MIN_VALUE);

    RecallableContents(GraphTables tables) {
        this.tables = tables;
    }

    /**
     * What holds for a while.
     *
     * @param contents those that may be answered; not to be changed
     * @param all      whether that is every content
     * @param from     epoch milliseconds of its first moment
     * @param until    epoch milliseconds of the first moment after it
     */
    private record Span(BitSet contents, boolean all, long from, long until) {}

    /** @param now epoch milliseconds */
    IntPredicate at(long now) {
        Span span = upTo(now);
        return now >= span.from ? span.contents::get : content -> tables.isEligible(content, now);
    }

    /** Whether it is known, without asking one by one, that every content may be answered. */
    boolean all(long now) {
        Span span = upTo(now);
        return now >= span.from && span.all;
    }

    /** The latest span, which is over at no time up to now. */
    private Span upTo(long now) {
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
