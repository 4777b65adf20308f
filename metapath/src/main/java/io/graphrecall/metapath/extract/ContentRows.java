package io.graphrecall.metapath.extract;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.KeyNumbering;

import java.util.Arrays;
import java.util.List;

/** Collects contents: their {@link EntryRows} and the facts that only contents have. */
final class ContentRows {

    private final EntryRows entries;
    private final KeyNumbering authors = new KeyNumbering();
    private int size;
    private long[] publishedAt = new long[256];
    private long[] expiresAt = new long[256];
    private byte[] hidden = new byte[256];
    private int[] author = new int[256];
    private final TextColumn.Builder titles = new TextColumn.Builder();
    private boolean anyDescribed;

    ContentRows(EntryRows entries) {
        this.entries = entries;
    }

    /** Adds a row with the columns of {@link EntryRows#add} and published_at, expires_at, hidden, described, authors. */
    void add(GraphRow row) {
        entries.add(row);
        if (size == author.length) {
            int capacity = size + (size >> 1);
            publishedAt = Arrays.copyOf(publishedAt, capacity);
            expiresAt = Arrays.copyOf(expiresAt, capacity);
            hidden = Arrays.copyOf(hidden, capacity);
            author = Arrays.copyOf(author, capacity);
        }
        List<String> publishers = row.strings("authors");
        titles.add(row.stringOrNull("title"));
        publishedAt[size] = row.integer("published_at", Long.MIN_VALUE);
        expiresAt[size] = row.integer("expires_at", Long.MAX_VALUE);
        boolean described = row.flag("described");
        anyDescribed |= described;
        hidden[size] = row.flag("hidden")
                ? HeteroGraph.ContentFacts.HIDDEN
                : described ? 0 : HeteroGraph.ContentFacts.UNDESCRIBED;
        author[size] = publishers.isEmpty() ? -1 : authors.intern(publishers.getFirst());
        size++;
    }

    EntryRows entries() {
        return entries;
    }

    /** @param impressions by ordinal */
    HeteroGraph.ContentFacts facts(KeyNumbering.Sorted contents, int[] impressions) {
        KeyNumbering.Sorted sortedAuthors = authors.sorted();
        long[] published = new long[size];
        long[] expires = new long[size];
        byte[] hiddenByOrdinal = new byte[size];
        int[] authorByOrdinal = new int[size];
        for (int ordinal = 0; ordinal < size; ordinal++) {
            int number = contents.numbers()[ordinal];
            published[ordinal] = publishedAt[number];
            expires[ordinal] = expiresAt[number];
            // A data set of events alone describes none of its contents. Then all of them are recalled.
            hiddenByOrdinal[ordinal] = hidden[number] == HeteroGraph.ContentFacts.UNDESCRIBED && !anyDescribed
                    ? 0
                    : hidden[number];
            authorByOrdinal[ordinal] = author[number] < 0 ? -1 : sortedAuthors.ordinal(author[number]);
        }
        return new HeteroGraph.ContentFacts(published, expires, hiddenByOrdinal, sortedAuthors.index(),
                authorByOrdinal, titles.build().reordered(contents.numbers()), impressions);
    }
}
