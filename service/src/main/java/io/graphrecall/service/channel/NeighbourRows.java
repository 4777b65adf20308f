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
    private record Row(Trigger trigger, int[] contents, float[] weights, int start, int end) {}

    /** Adds what a table says of a trigger; nothing where it is newer than the table. */
    void add(Trigger trigger, CsrTable table) {
        if (trigger.content() < table.rows()) {
            rows.add(new Row(trigger, table.columnArray(), table.weightArray(), table.start(trigger.content()),
                    table.end(trigger.content())));
        }
    }

    /** Adds contents near to a trigger. */
    void add(Trigger trigger, int[] contents, float[] weights) {
        rows.add(new Row(trigger, contents, weights, 0, contents.length));
    }

    /** The best of the sums, each with the trigger that adds most. */
    ChannelAnswer best(RecallQuery query, ScoreBoards boards) {
        int range = query.snapshot().contentCount();
        ScoreBoard board = boards.take(range);
        for (Row row : rows) {
            board.addAll(row.contents, row.weights, row.start, row.end, row.trigger.weight());
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
                Reason reason = new Reason(Reason.Kind.CONTENT, row.trigger.id());
                for (int i = row.start; i < row.end; i++) {
                    int place = places.of(row.contents[i]);
                    float adds = row.trigger.weight() * row.weights[i];
                    if (place >= 0 && adds > largest[place]) {
                        largest[place] = adds;
                        reasons[place] = reason;
                    }
                }
            }
        }
        return reasons;
    }
}
