package io.graphrecall.pipeline.channel;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.LivePostings;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.trigger.Trigger;
import io.graphrecall.retrieval.vector.NeighbourContrast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The neighbours of a request's triggers: {@code score(c) = sum over triggers t of weight(t) * neighbour(t, c)}. Rows of
 * negative weight are subtracted. Not thread-safe.
 */
public final class NeighbourRows {

    private final List<Row> rows = new ArrayList<>();

    /** Neighbours with their weights, and the factor for all of them. */
    private record Row(Reason reason, float weight, int[] contents, float[] weights) {}

    /** Adds a trigger's row of neighbours. */
    public void add(Trigger trigger, SparseTable.Row row) {
        add(reason(trigger), trigger.weight(), row.columns(), row.weights());
    }

    /** Adds a trigger's neighbours in an embedding space, which are in its neighbour table and in the overlay. */
    public void addNearest(Trigger trigger, ServingSpace space, LiveOverlay overlay) {
        LiveVector own = overlay.vector(space.name(), trigger.content());
        if (own != null) {
            addNearest(reason(trigger), trigger.weight(), own, overlay.vectors(space.name()));
            return;
        }
        add(trigger, space.neighbours().row(trigger.content()));
        LivePostings.Row live = overlay.neighbours(space.name(), trigger.content());
        if (live != null) {
            add(reason(trigger), trigger.weight(), live.contents(), live.weights());
        }
    }

    /**
     * Adds the neighbours of a vector that the generation does not have.
     *
     * @param live the vectors of the overlay, by content
     */
    public void addNearest(Reason reason, float weight, LiveVector own, Map<Integer, LiveVector> live) {
        SparseVector neighbours = own.neighbours().weights();
        add(reason, weight, neighbours.ordinals(), neighbours.weights());
        int[] contents = new int[live.size()];
        float[] weights = new float[live.size()];
        int count = 0;
        for (Map.Entry<Integer, LiveVector> other : live.entrySet()) {
            float near = own.equals(other.getValue()) ? 0 : other.getValue().weightFor(own);
            if (near > 0) {
                contents[count] = other.getKey();
                weights[count++] = near;
            }
        }
        add(reason, weight, Arrays.copyOf(contents, count), Arrays.copyOf(weights, count));
    }

    /** Adds as many of the contents nearest to a trigger as a query asks for, of those that its filter accepts. */
    public void addAccepted(Trigger trigger, ServingSpace space, RecallQuery query) {
        float[] vector = query.snapshot().vector(space, trigger.content());
        if (vector != null) {
            LiveVector own = query.snapshot().overlay().vector(space.name(), trigger.content());
            addAccepted(reason(trigger), trigger.weight(), vector, own == null
                    ? space.neighbours().threshold()[trigger.content()]
                    : own.neighbours().threshold(), space, query);
        }
    }

    /** @param threshold of the row of the vector, see {@link NeighbourContrast}, so that the weights are those of the row */
    public void addAccepted(
            Reason reason, float weight, float[] vector, float threshold, ServingSpace space, RecallQuery query) {
        SparseVector nearest = query.snapshot().nearest(space, vector, 0, query.size(),
                content -> query.filter().verdict(content) == ContentFilter.ACCEPTED);
        float[] weights = new float[nearest.size()];
        for (int i = 0; i < weights.length; i++) {
            LiveVector live = query.snapshot().overlay().vector(space.name(), nearest.ordinals()[i]);
            weights[i] = NeighbourContrast.weightInRow(nearest.weights()[i], live == null
                    ? space.neighbours().closeness()[nearest.ordinals()[i]]
                    : live.neighbours().closeness(), threshold);
        }
        add(reason, weight, nearest.ordinals(), weights);
    }

    private static Reason reason(Trigger trigger) {
        return new Reason(Reason.Kind.CONTENT, trigger.id());
    }

    /** Adds neighbours, each with its weight times a factor. */
    public void add(Reason reason, float weight, int[] contents, float[] weights) {
        rows.add(new Row(reason, weight, contents, weights));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns the contents with the highest sums. The reason for each is the row that adds most. */
    public ChannelResult best(RecallQuery query, ScoreBoards boards) {
        int range = query.snapshot().contentCount();
        try (ScoreBoard board = boards.take(range)) {
            addTo(board);
            return board.best(query, contents -> largestReasons(contents, boards, range));
        }
    }

    /** Adds the sums of all contents. */
    public void addTo(ScoreBoard board) {
        for (Row row : rows) {
            if (row.weight > 0) {
                board.addAll(row.contents, row.weights, 0, row.contents.length, row.weight);
            }
        }
        for (Row row : rows) {
            if (row.weight < 0) {
                board.subtractAll(row.contents, row.weights, 0, row.contents.length, -row.weight);
            }
        }
    }

    private Reason[] largestReasons(int[] contents, ScoreBoards boards, int range) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        try (ScoreBoards.Positions positions = boards.positions(contents, range)) {
            for (Row row : rows) {
                for (int i = 0; i < row.contents.length; i++) {
                    int position = positions.of(row.contents[i]);
                    float term = row.weight * row.weights[i];
                    if (position >= 0 && term > largest[position]) {
                        largest[position] = term;
                        reasons[position] = row.reason;
                    }
                }
            }
        }
        return reasons;
    }
}
