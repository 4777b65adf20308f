package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.service.trigger.Trigger;

import java.util.ArrayList;
import java.util.List;

/**
 * The contents near to a request's triggers: {@code score(c) = sum over triggers t of weight(t) * near(t, c)}. Not
 * thread-safe.
 */
final class NeighbourRows {

    private final List<Row> rows = new ArrayList<>();

    /** A slice of contents near to a trigger, with how near they are. */
    private record Row(Reason reason, float weight, int[] contents, float[] weights, int start, int end) {}

    /** Adds what a table says of a trigger; nothing where it is newer than the table. */
    void add(Trigger trigger, CsrTable table) {
        add(reason(trigger), trigger.weight(), table, trigger.content());
    }

    /** Adds contents near to a trigger. */
    void add(Trigger trigger, int[] contents, float[] weights) {
        add(reason(trigger), trigger.weight(), contents, weights);
    }

    /** Adds what a table says of a content; nothing where it is newer than the table. */
    void add(Reason reason, float weight, CsrTable table, int content) {
        if (content < table.rows()) {
            rows.add(new Row(reason, weight, table.columnArray(), table.weightArray(), table.start(content),
                    table.end(content)));
        }
    }

    /** Adds contents with how near they are, and what that counts. */
    void add(Reason reason, float weight, int[] contents, float[] weights) {
        rows.add(new Row(reason, weight, contents, weights, 0, contents.length));
    }

    private static Reason reason(Trigger trigger) {
        return new Reason(Reason.Kind.CONTENT, trigger.id());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The best of the sums, each with the trigger that adds most. */
    ChannelAnswer best(RecallQuery query, ScoreBoards boards) {
        int range = query.snapshot().contentCount();
        ScoreBoard board = boards.take(range);
        for (Row row : rows) {
            board.addAll(row.contents, row.weights, row.start, row.end, row.weight);
        }
        ChannelAnswer answer = board.best(query, contents -> largest(contents, boards, range));
        boards.giveBack(board);
        return answer;
    }

    /** For each content the trigger that adds most. */
    private Reason[] largest(int[] contents, ScoreBoards boards, int range) {
        float[] largest = new float[contents.length];
        Reason[] reasons = new Reason[contents.length];
        try (ScoreBoards.Places places = boards.places(contents, range)) {
            for (Row row : rows) {
                for (int i = row.start; i < row.end; i++) {
                    int place = places.of(row.contents[i]);
                    float adds = row.weight * row.weights[i];
                    if (place >= 0 && adds > largest[place]) {
                        largest[place] = adds;
                        reasons[place] = row.reason;
                    }
                }
            }
        }
        return reasons;
    }
}
