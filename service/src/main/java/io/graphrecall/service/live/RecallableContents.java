package io.graphrecall.service.live;

import io.graphrecall.metapath.GraphTables;

import java.util.BitSet;

/**
 * Which contents of a generation may be answered at a time: active, published and not expired. What holds at one moment
 * holds until the next publication or expiry, and is kept until then. Thread-safe.
 */
final class RecallableContents {

    private final GraphTables tables;
    private volatile Span latest;

    RecallableContents(GraphTables tables) {
        this.tables = tables;
        this.latest = spanOf(tables, Long.MIN_VALUE);
    }

    /**
     * What holds for a while.
     *
     * @param contents those that may be answered; not to be changed
     * @param all      whether that is every content
     * @param from     epoch milliseconds of its first moment
     * @param until    epoch milliseconds of the first moment after it
     */
    record Span(BitSet contents, boolean all, long from, long until) {}

    /** @param now epoch milliseconds */
    Span at(long now) {
        Span span = latest;
        if (now < span.from || now >= span.until) {
            span = spanOf(tables, now);
            latest = span;
        }
        return span;
    }

    private static Span spanOf(GraphTables tables, long now) {
        BitSet contents = new BitSet(tables.contents().size());
        long from = Long.MIN_VALUE;
        long until = Long.MAX_VALUE;
        for (int content = 0; content < tables.contents().size(); content++) {
            long published = tables.publishedAt()[content];
            long expires = tables.expiresAt()[content];
            contents.set(content, tables.hidden()[content] == 0 && published <= now && now < expires);
            from = Math.max(from, Math.max(published <= now ? published : from, expires <= now ? expires : from));
            until = Math.min(until, Math.min(published > now ? published : until, expires > now ? expires : until));
        }
        return new Span(contents, contents.cardinality() == tables.contents().size(), from, until);
    }
}
