package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.schema.Progress;

import java.lang.foreign.MemorySegment;

/**
 * Graph over the rows of an embedding table, for approximate search: each row has links to near rows in different
 * directions, at most {@value #DEGREE}. It is a Vamana graph (<a
 * href="https://papers.nips.cc/paper/9527-rand-nsg-fast-accurate-billion-point-nearest-neighbor-search-on-a-single-node">
 * Subramanya et al. 2019</a>); searches start at several rows, so that they find clusters that no link leads to. Immutable;
 * thread-safe.
 */
final class ProximityGraph {

    /** Maximum number of links of a row. */
    static final int DEGREE = 32;

    private final MemorySegment links;
    private final int[] entries;

    /**
     * @param links   by row, ended by -1 if there are fewer, {@code [rows, DEGREE]} of 32-bit integers
     * @param entries rows where a search starts
     */
    ProximityGraph(MemorySegment links, int[] entries) {
        if (links.byteSize() % (DEGREE * Integer.BYTES) > 0) {
            throw new IllegalArgumentException(
                    "links of " + links.byteSize() + " bytes are not " + DEGREE + " of each row");
        }
        this.links = links;
        this.entries = entries;
    }

    /**
     * Builds a graph on all cores. It depends only on the table and the seed.
     *
     * @param bytes the rows of the table
     */
    static ProximityGraph of(EmbeddingTable table, ByteRows bytes, long seed, Progress progress) {
        return new ProximityGraphBuilder(table, bytes, seed).build(progress);
    }

    /** Returns a copy of the links by row. */
    int[] links() {
        return links.toArray(ProximitySearch.LINK);
    }

    /** Returns the rows where a search starts. Not to be changed. */
    int[] entries() {
        return entries;
    }

    int rows() {
        return (int) (links.byteSize() / (DEGREE * Integer.BYTES));
    }

    /** Returns a search for one thread at a time. */
    ProximitySearch search(ByteRows bytes) {
        return new ProximitySearch(bytes, new float[0], links, DEGREE, entries);
    }
}
