package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.ReusePool;
import io.graphrecall.schema.Progress;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Builder of a {@link ProximityGraph}. Rows are inserted in random order, in batches as large as what is there already:
 * all rows of a batch search the graph of the batches before, so that the result does not depend on the number of threads
 * (<a href="https://arxiv.org/abs/2305.04359">Manohar et al. 2024</a>). Distances are Euclidean. For inner products, each
 * vector gets one more coordinate that makes all vectors as long as the longest, so that the nearest one has the largest
 * product (<a href="https://doi.org/10.1145/2645710.2645741">Bachrach et al. 2014</a>). For one thread.
 */
final class ProximityGraphBuilder {

    /** Candidates of a search for the links of a row. */
    private static final int BEAM = 96;

    /** A candidate is dropped if this many times its squared distance to a link is less than that to the row. */
    private static final float DIVERSITY = 1.2f;

    /** A squared distance below this share of the squared length is the rounding of equal vectors. */
    private static final float ROUNDING = 1e-6f;

    /** Maximum number of links while the graph grows; more are pruned. */
    private static final int CAPACITY = ProximityGraph.DEGREE + ProximityGraph.DEGREE / 2;

    /** A batch has at most 1 / this of all rows. */
    private static final int BATCHES = 50;

    private final EmbeddingTable table;
    private final ByteRows bytes;
    /** The further coordinate of each row; empty for none. */
    private final float[] heights;
    private final float[] squaredLengths;
    private final int[] order;
    private final int[] entries;
    private final int[] links;
    private final ReusePool<ProximitySearch> searches;

    ProximityGraphBuilder(EmbeddingTable table, ByteRows bytes, long seed) {
        this.table = table;
        this.bytes = bytes;
        squaredLengths = new float[table.rows()];
        heights = table.metric() == EmbeddingTable.Metric.INNER_PRODUCT ? new float[table.rows()] : new float[0];
        measure();
        order = shuffled(table.rows(), seed);
        entries = Arrays.copyOf(order, Math.min(order.length, (int) (2 * Math.sqrt(order.length))));
        links = new int[Math.multiplyExact(table.rows(), CAPACITY)];
        Arrays.fill(links, -1);
        searches = new ReusePool<>(
                () -> new ProximitySearch(bytes, heights, MemorySegment.ofArray(links), CAPACITY, entries));
    }

    private void measure() {
        float[] values = table.valueArray();
        float longest = 0;
        for (int row = 0; row < squaredLengths.length; row++) {
            double sum = 0;
            for (int i = row * table.dimensions(); i < (row + 1) * table.dimensions(); i++) {
                sum += (double) values[i] * values[i];
            }
            squaredLengths[row] = (float) sum;
            longest = Math.max(longest, squaredLengths[row]);
        }
        for (int row = 0; row < heights.length; row++) {
            heights[row] = (float) Math.sqrt(longest - squaredLengths[row]);
            squaredLengths[row] = longest;
        }
    }

    private static int[] shuffled(int rows, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    ProximityGraph build(Progress progress) {
        int largest = Math.max(1, order.length / BATCHES);
        for (int from = 1; from < order.length;) {
            int to = Math.min(order.length, from + Math.min(from, largest));
            insert(from, to);
            progress.advance(to - from);
            from = to;
        }
        int[] compact = new int[table.rows() * ProximityGraph.DEGREE];
        Arrays.fill(compact, -1);
        IntStream.range(0, table.rows()).parallel().forEach(row -> {
            int[] all = linksOf(row);
            int[] few = all.length <= ProximityGraph.DEGREE ? all : pruned(row, all);
            System.arraycopy(few, 0, compact, row * ProximityGraph.DEGREE, few.length);
        });
        return new ProximityGraph(MemorySegment.ofArray(compact), entries);
    }

    /** Inserts rows by their positions in the order. */
    private void insert(int from, int to) {
        int[][] chosen = new int[to - from][];
        IntStream.range(0, chosen.length).parallel().forEach(i -> {
            int row = order[from + i];
            ProximitySearch search = searches.take();
            search.run(
                    bytes.prepared(table.valueArray(), row * table.dimensions()),
                    heights.length == 0 ? 0 : heights[row], BEAM, Math.min(from, entries.length));
            chosen[i] = pruned(row, search.expandedRows());
            searches.giveBack(search);
        });
        long[] reverse = new long[Arrays.stream(chosen).mapToInt(one -> one.length).sum()];
        int count = 0;
        for (int i = 0; i < chosen.length; i++) {
            set(order[from + i], chosen[i]);
            for (int target : chosen[i]) {
                reverse[count++] = (long) target << Integer.SIZE | order[from + i];
            }
        }
        Arrays.parallelSort(reverse);
        addReverse(reverse);
    }

    /** @param reverse a target in the upper half and the row that links to it in the lower half, sorted */
    private void addReverse(long[] reverse) {
        int[] starts = IntStream.range(0, reverse.length)
                .filter(i -> i == 0 || target(reverse[i]) != target(reverse[i - 1])).toArray();
        IntStream.range(0, starts.length).parallel().forEach(group -> {
            int begin = starts[group];
            int end = group + 1 < starts.length ? starts[group + 1] : reverse.length;
            int target = target(reverse[begin]);
            int[] before = linksOf(target);
            int[] all = Arrays.copyOf(before, before.length + end - begin);
            for (int i = begin; i < end; i++) {
                all[before.length + i - begin] = (int) reverse[i];
            }
            set(target, all.length <= CAPACITY ? all : pruned(target, all));
        });
    }

    private static int target(long link) {
        return (int) (link >>> Integer.SIZE);
    }

    private int[] linksOf(int row) {
        int end = row * CAPACITY;
        while (end < (row + 1) * CAPACITY && links[end] >= 0) {
            end++;
        }
        return Arrays.copyOfRange(links, row * CAPACITY, end);
    }

    private void set(int row, int[] targets) {
        Arrays.fill(links, row * CAPACITY, (row + 1) * CAPACITY, -1);
        System.arraycopy(targets, 0, links, row * CAPACITY, targets.length);
    }

    /** Selects links of a row: the nearest candidates, without those that are much nearer to a selected one. */
    private int[] pruned(int row, int[] candidates) {
        Nearest nearest = new Nearest(row, candidates);
        int[] selected = new int[Math.min(ProximityGraph.DEGREE, candidates.length)];
        int size = 0;
        while (nearest.size > 0 && size < selected.length) {
            selected[size] = nearest.first();
            nearest.dropNear(selected[size++]);
        }
        return Arrays.copyOf(selected, size);
    }

    /** Computes the squared distances of a row to the first ones of others. */
    private void measure(int row, int[] others, int count, float[] squaredDistances) {
        InnerProducts.ofRows(
                table.valueArray(), row * table.dimensions(), table.dimensions(), table.valueArray(), others, count,
                squaredDistances);
        for (int i = 0; i < count; i++) {
            float product = heights.length == 0
                    ? squaredDistances[i]
                    : Math.fma(heights[row], heights[others[i]], squaredDistances[i]);
            float distance = squaredLengths[row] + squaredLengths[others[i]] - 2 * product;
            squaredDistances[i] = distance < ROUNDING * squaredLengths[row] ? 0 : distance;
        }
    }

    /** Candidates for links of a row, by ascending distance. */
    private final class Nearest {

        private final int[] rows;
        private final float[] distances;
        private final float[] toSelected;
        private int size;

        Nearest(int row, int[] candidates) {
            float[] unsorted = new float[candidates.length];
            measure(row, candidates, candidates.length, unsorted);
            long[] sorted = new long[candidates.length];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = (long) Float.floatToRawIntBits(unsorted[i]) << Integer.SIZE | i;
            }
            Arrays.sort(sorted);
            rows = new int[sorted.length];
            distances = new float[sorted.length];
            toSelected = new float[sorted.length];
            for (long one : sorted) {
                int i = (int) one;
                if (candidates[i] != row) {
                    rows[size] = candidates[i];
                    distances[size++] = unsorted[i];
                }
            }
        }

        int first() {
            return rows[0];
        }

        /** Drops a candidate and those much nearer to it than to the row. */
        void dropNear(int selected) {
            measure(selected, rows, size, toSelected);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (rows[i] != selected && DIVERSITY * toSelected[i] > distances[i]) {
                    rows[kept] = rows[i];
                    distances[kept++] = distances[i];
                }
            }
            size = kept;
        }
    }
}
