package io.graphrecall.service.channel;

import com.carrotsearch.hppc.IntIntHashMap;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

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
        ScoreBoard board = boards.take(query.snapshot().contentCount());
        for (Row row : rows) {
            board.addAll(row.contents, row.weights, row.start, row.end, row.trigger.weight());
        }
        ChannelAnswer answer = board.best(query, LargestTrigger::new);
        boards.giveBack(board);
        return answer;
    }

    /** For each content the trigger that adds most; worked out for all contents at once when first asked. */
    private final class LargestTrigger implements Reasons {

        private final IntIntHashMap places;
        private Trigger @Nullable [] triggerOf;

        LargestTrigger(int[] contents) {
            places = new IntIntHashMap(contents.length);
            for (int place = 0; place < contents.length; place++) {
                places.put(contents[place], place);
            }
        }

        @Override
        public @Nullable Reason of(int content) {
            if (triggerOf == null) {
                triggerOf = find();
            }
            return new Reason(Reason.Kind.CONTENT, triggerOf[places.get(content)].id());
        }

        private Trigger[] find() {
            float[] largest = new float[places.size()];
            Trigger[] found = new Trigger[places.size()];
            for (Row row : rows) {
                for (int i = row.start; i < row.end; i++) {
                    int place = places.getOrDefault(row.contents[i], -1);
                    float adds = row.trigger.weight() * row.weights[i];
                    if (place >= 0 && adds > largest[place]) {
                        largest[place] = adds;
                        found[place] = row.trigger;
                    }
                }
            }
            return found;
        }
    }
}
