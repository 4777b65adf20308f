package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.trigger.Trigger;

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
        int[] contents = next.columnArray();
        float[] weights = next.weightArray();
        for (int t = 0; t < triggers.size(); t++) {
            Trigger trigger = triggers.get(t);
            if (trigger.content() < next.rows()) {
                int end = next.end(trigger.content());
                for (int i = next.start(trigger.content()); i < end; i++) {
                    board.add(contents[i], trigger.weight() * weights[i], t);
                }
            }
        }
        List<Reason> because = triggers.stream().map(trigger -> new Reason(NodeLabel.CONTENT, trigger.id())).toList();
        ChannelAnswer answer = board.best(query.size(), query, because);
        boards.giveBack(board);
        return answer;
    }
}
