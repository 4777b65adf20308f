package io.graphrecall.metapath.extract;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.KeyNumbering;

import java.util.List;

/** Collects contents: their {@link EntryRows} and the facts that only contents have. */
final class ContentRows {

    private final EntryRows entries;
    private final KeyNumbering authors = new KeyNumbering();
    private final LongArrayList publishedAt = new LongArrayList();
    private final LongArrayList expiresAt = new LongArrayList();
    private final ByteArrayList hidden = new ByteArrayList();
    private final IntArrayList author = new IntArrayList();
    private final TextColumn.Builder titles = new TextColumn.Builder();
    private boolean anyDescribed;

    ContentRows(EntryRows entries) {
        this.entries = entries;
    }

    /** Adds a row with the columns of {@link EntryRows#add} and published_at, expires_at, hidden, described, authors. */
    void add(GraphRow row) {
        entries.add(row);
        List<String> publishers = row.strings("authors");
        titles.add(row.stringOrNull("title"));
        publishedAt.add(row.integer("published_at", Long.MIN_VALUE));
        expiresAt.add(row.integer("expires_at", Long.MAX_VALUE));
        boolean described = row.flag("described");
        anyDescribed |= described;
        hidden.add(row.flag("hidden")
                ? HeteroGraph.ContentFacts.HIDDEN
                : described ? 0 : HeteroGraph.ContentFacts.UNDESCRIBED);
        author.add(publishers.isEmpty() ? -1 : authors.intern(publishers.getFirst()));
    }

    EntryRows entries() {
        return entries;
    }

    /** @param impressions by ordinal */
    HeteroGraph.ContentFacts facts(KeyNumbering.Sorted contents, int[] impressions) {
        KeyNumbering.Sorted sortedAuthors = authors.sorted();
        int size = author.size();
        long[] published = new long[size];
        long[] expires = new long[size];
        byte[] hiddenByOrdinal = new byte[size];
        int[] authorByOrdinal = new int[size];
        for (int ordinal = 0; ordinal < size; ordinal++) {
            int number = contents.numbers()[ordinal];
            published[ordinal] = publishedAt.get(number);
            expires[ordinal] = expiresAt.get(number);
            // A data set of events alone describes none of its contents. Then all of them are recalled.
            hiddenByOrdinal[ordinal] = hidden.get(number) == HeteroGraph.ContentFacts.UNDESCRIBED && !anyDescribed
                    ? 0
                    : hidden.get(number);
            authorByOrdinal[ordinal] = author.get(number) < 0 ? -1 : sortedAuthors.ordinal(author.get(number));
        }
        return new HeteroGraph.ContentFacts(published, expires, hiddenByOrdinal, sortedAuthors.index(),
                authorByOrdinal, titles.build().reordered(contents.numbers()), impressions);
    }
}
