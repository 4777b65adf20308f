package io.graphrecall.service.channel;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.service.trigger.Trigger;

import java.util.ArrayList;
import java.util.List;

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
        add(trigger, row.columns(), row.weights());
    }

    /** Adds neighbours of a trigger. */
    public void add(Trigger trigger, int[] contents, float[] weights) {
        add(new Reason(Reason.Kind.CONTENT, trigger.id()), trigger.weight(), contents, weights);
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
            rows.stream().filter(row -> row.weight >= 0)
                    .forEach(row -> board.addAll(row.contents, row.weights, 0, row.contents.length, row.weight));
            rows.stream().filter(row -> row.weight < 0)
                    .forEach(row -> board.subtractAll(row.contents, row.weights, 0, row.contents.length, -row.weight));
            return board.best(query, contents -> largestReasons(contents, boards, range));
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
