package io.graphrecall.retrieval.vector;

import com.carrotsearch.hppc.IntArrayList;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Best-first search in a {@link ProximityGraph}: of the best rows found so far, the first one whose neighbours were not
 * looked at is expanded next, until all of them are. Reused for further searches. Not thread-safe.
 */
final class ProximitySearch {

    static final ValueLayout.OfInt LINK = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Marks an expanded row in an entry. */
    private static final long EXPANDED = 1L << 31;

    private final ByteRows rows;
    private final float[] heights;
    private final MemorySegment links;
    private final int degree;
    private final int[] entries;
    private final long[] visited;
    private final int[] next;
    private final float[] products;
    private long[] best = new long[1];
    private int size;
    private final IntArrayList expanded = new IntArrayList();
    private int visits;

    /**
     * @param heights  one more coordinate of each row; empty for none
     * @param links    neighbours of each row, ended by -1, {@code [rows, degree]}
     * @param entries  where searches start
     */
    ProximitySearch(ByteRows rows, float[] heights, MemorySegment links, int degree, int[] entries) {
        this.rows = rows;
        this.heights = heights;
        this.links = links;
        this.degree = degree;
        this.entries = entries;
        visited = new long[(int) (links.byteSize() / LINK.byteSize() / degree / Long.SIZE) + 1];
        next = new int[degree];
        products = new float[degree];
    }

    /**
     * Searches from all entries.
     *
     * @param prepared vector, from {@link ByteRows#prepared}
     * @param width    number of best rows
     */
    void run(float[] prepared, int width) {
        run(prepared, 0, width, entries.length);
    }

    /**
     * Searches.
     *
     * @param prepared   vector, from {@link ByteRows#prepared}
     * @param height     its further coordinate
     * @param width      number of best rows
     * @param entryCount number of entries to start from, the first ones
     */
    void run(float[] prepared, float height, int width, int entryCount) {
        Arrays.fill(visited, 0);
        if (best.length < width) {
            best = new long[width];
        }
        size = 0;
        expanded.clear();
        visits = 0;
        for (int from = 0; from < entryCount; from += degree) {
            int count = Math.min(degree, entryCount - from);
            for (int i = 0; i < count; i++) {
                next[i] = entries[from + i];
                markVisited(next[i]);
            }
            visit(prepared, height, count, width);
        }
        int position = 0;
        while (position < size) {
            if ((best[position] & EXPANDED) != 0) {
                position++;
            } else {
                best[position] |= EXPANDED;
                int row = row(position);
                expanded.add(row);
                position = Math.min(position, visit(prepared, height, unvisited(row), width));
            }
        }
    }

    /** Sets the first of {@link #next} to the unvisited links of a row; returns their number. */
    private int unvisited(int row) {
        MemorySegment.copy(links, LINK, (long) row * degree * LINK.byteSize(), next, 0, degree);
        int count = 0;
        for (int link = 0; link < degree && next[link] >= 0; link++) {
            int target = next[link];
            next[count] = target;
            count += markVisited(target) ? 1 : 0;
        }
        return count;
    }

    /** Returns false if the row was visited before. */
    private boolean markVisited(int row) {
        long word = visited[row / Long.SIZE];
        visited[row / Long.SIZE] = word | 1L << row;
        return visited[row / Long.SIZE] != word;
    }

    /** Compares the vector with the first rows of {@link #next}; returns the first position that a row got. */
    private int visit(float[] prepared, float height, int count, int width) {
        rows.products(prepared, next, count, products);
        visits += count;
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            float product = heights.length == 0 ? products[i] : Math.fma(height, heights[next[i]], products[i]);
            first = Math.min(first, insert(entry(product, next[i]), width));
        }
        return first;
    }

    /** Inserts an entry in descending order of scores; returns its position. */
    private int insert(long entry, int width) {
        if (size == width && entry >= (best[size - 1] & ~EXPANDED)) {
            return Integer.MAX_VALUE;
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((best[middle] & ~EXPANDED) < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        size = Math.min(width, size + 1);
        System.arraycopy(best, low, best, low + 1, size - low - 1);
        best[low] = entry;
        return low;
    }

    /** Returns an entry. The higher the score, the lower the entry. */
    private static long entry(float score, int row) {
        int bits = Float.floatToRawIntBits(score);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << Integer.SIZE | row;
    }

    /** Returns those of the best rows that a filter accepts, by descending score. */
    int[] rows(IntPredicate accept) {
        int[] accepted = new int[size];
        int count = 0;
        for (int position = 0; position < size; position++) {
            int row = row(position);
            if (accept.test(row)) {
                accepted[count++] = row;
            }
        }
        return Arrays.copyOf(accepted, count);
    }

    private int row(int position) {
        return (int) best[position] & Integer.MAX_VALUE;
    }

    /** Returns the rows that were expanded, in this order. */
    int[] expandedRows() {
        return expanded.toArray();
    }

    /** Returns the number of rows that were compared. */
    int visits() {
        return visits;
    }
}
