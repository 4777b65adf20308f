package io.graphrecall.pipeline.snapshot;

import io.graphrecall.retrieval.GraphTables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The contents of a generation that are eligible at a time: active, published and not expired. The set for the current
 * time is cached until the next publication or expiry, which changes a copy. Earlier times are checked content by content.
 * Thread-safe.
 */
final class EligibleContents {

    private final GraphTables tables;
    private volatile Span latest = new Span(new BitSet(), false, Long.MAX_VALUE, Long.MIN_VALUE);
    /** Publications and expiries after the first span, the earliest first. */
    private final List<Change> changes = new ArrayList<>();
    /** Index of the first change after the latest span. */
    private int next;

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

    /** The publication or expiry of a content. */
    private record Change(long at, int content) {}

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
        return now < span.until ? span : extended(now);
    }

    private synchronized Span extended(long now) {
        Span before = latest;
        if (now >= before.until) {
            latest = before.until == Long.MIN_VALUE ? first(now) : after(before, now);
        }
        return latest;
    }

    private Span first(long now) {
        int size = tables.contents().size();
        BitSet contents = new BitSet(size);
        long from = Long.MIN_VALUE;
        for (int content = 0; content < size; content++) {
            contents.set(content, tables.isEligible(content, now));
            from = Math.max(from, changed(tables.publishedAt()[content], content, now));
            from = Math.max(from, changed(tables.expiresAt()[content], content, now));
        }
        changes.sort(Comparator.comparingLong(Change::at));
        return span(contents, from);
    }

    /** Remembers a change that is still to come. Returns the time of another one. */
    private long changed(long at, int content, long now) {
        if (at <= now) {
            return at;
        }
        if (at < Long.MAX_VALUE) {
            changes.add(new Change(at, content));
        }
        return Long.MIN_VALUE;
    }

    private Span after(Span before, long now) {
        BitSet contents = (BitSet) before.contents.clone();
        long from = before.until;
        for (; next < changes.size() && changes.get(next).at <= now; next++) {
            from = changes.get(next).at;
            int content = changes.get(next).content;
            contents.set(content, tables.isEligible(content, now));
        }
        return span(contents, from);
    }

    private Span span(BitSet contents, long from) {
        return new Span(contents, contents.cardinality() == tables.contents().size(), from,
                next < changes.size() ? changes.get(next).at : Long.MAX_VALUE);
    }
}
