package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.service.trigger.Trigger;

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
        if (query.triggers().isEmpty()) {
            return ChannelAnswer.NOTHING;
        }
        CsrTable next = query.snapshot().tables().i2i();
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.triggers()) {
            rows.add(trigger, next);
        }
        return rows.best(query, boards);
    }
}
