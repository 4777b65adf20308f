package io.graphrecall.pipeline.channel.behaviour;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.NeighbourRows;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Item-to-item retrieval: contents that the same users engaged with next, {@code score(c) = sum over triggers t of
 * weight(t) * i2i(t, c)}. The baseline that uses behaviour only. Cost: the neighbour rows of the triggers.
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
    public @Nullable String missingInput(RecallQuery query) {
        return query.missingTriggers();
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        if (query.triggers().isEmpty()) {
            return ChannelResult.NOTHING;
        }
        SparseTable i2i = query.snapshot().tables().i2i();
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.signedTriggers()) {
            if (trigger.content() < i2i.rows()) { // else newer than the table
                rows.add(trigger, i2i.row(trigger.content()));
            }
        }
        return rows.best(query, boards);
    }
}
