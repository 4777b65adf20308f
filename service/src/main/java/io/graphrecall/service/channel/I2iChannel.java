package io.graphrecall.service.channel;

import com.carrotsearch.hppc.IntIntHashMap;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Contents that the same users engaged with next: {@code score(c) = sum over triggers t of weight(t) * i2i(t, c)}. The
 * behaviour-only reference.
 */
public final class I2iChannel implements RecallChannel {

    private final ScoreBoards boards;

    public I2iChannel(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public String id() {
        return "i2i";
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        List<Trigger> triggers = query.triggers();
        if (triggers.isEmpty()) {
            return ChannelAnswer.NOTHING;
        }
        CsrTable next = query.snapshot().tables().i2i();
        ScoreBoard board = boards.take(query.snapshot().contentCount());
        for (Trigger trigger : triggers) {
            if (trigger.content() < next.rows()) {
                board.addAll(
                        next.columnArray(), next.weightArray(), next.start(trigger.content()),
                        next.end(trigger.content()), trigger.weight());
            }
        }
        ChannelAnswer answer = board.best(query, contents -> new LargestTrigger(next, triggers, contents));
        boards.giveBack(board);
        return answer;
    }

    /** For each content the trigger that adds most; worked out for all contents at once when first asked. */
    private static final class LargestTrigger implements Reasons {

        private final CsrTable next;
        private final List<Trigger> triggers;
        private final IntIntHashMap places;
        private int @Nullable [] triggerOf;

        LargestTrigger(CsrTable next, List<Trigger> triggers, int[] contents) {
            this.next = next;
            this.triggers = triggers;
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
            return new Reason(Reason.Kind.CONTENT, triggers.get(triggerOf[places.get(content)]).id());
        }

        private int[] find() {
            float[] largest = new float[places.size()];
            int[] found = new int[places.size()];
            for (int t = 0; t < triggers.size(); t++) {
                Trigger trigger = triggers.get(t);
                int end = trigger.content() < next.rows() ? next.end(trigger.content()) : 0;
                for (int i = end == 0 ? 0 : next.start(trigger.content()); i < end; i++) {
                    int place = places.getOrDefault(next.column(i), -1);
                    if (place >= 0 && trigger.weight() * next.weight(i) > largest[place]) {
                        largest[place] = trigger.weight() * next.weight(i);
                        found[place] = t;
                    }
                }
            }
            return found;
        }
    }
}
