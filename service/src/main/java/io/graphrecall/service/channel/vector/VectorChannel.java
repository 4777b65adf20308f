package io.graphrecall.service.channel.vector;

import io.graphrecall.retrieval.vector.NeighbourContrast;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.NeighbourRows;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.space.LiveVector;
import io.graphrecall.service.space.ServingSpace;
import io.graphrecall.service.trigger.Trigger;

import java.util.Map;

/**
 * Nearest neighbours of the triggers in an embedding space: {@code score(c) = sum over triggers t of weight(t) *
 * near(t, c)}, with the weights of {@link NeighbourContrast}. Neighbours come from the generation's neighbour table, for new triggers from a cached search. Cost:
 * the neighbour rows of the triggers, and the new contents of the space once per trigger.
 */
public final class VectorChannel implements RecallChannel {

    private final String id;
    private final String space;
    private final ScoreBoards boards;

    /** The channel of a space with the id {@link ChannelCatalogue#idOfSpace}. */
    public VectorChannel(String space, ScoreBoards boards) {
        this(ChannelCatalogue.idOfSpace(space), space, boards);
    }

    /** The channel of a space with an id of its own. */
    public VectorChannel(String id, String space, ScoreBoards boards) {
        this.id = id;
        this.space = space;
        this.boards = boards;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return snapshot.spaces().containsKey(space);
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingSpace vectors = query.snapshot().spaces().get(space);
        if (vectors == null || query.triggers().isEmpty()) {
            return ChannelResult.NOTHING;
        }
        Map<Integer, LiveVector> live = query.snapshot().overlay().vectors(space);
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.triggers()) {
            LiveVector own = live.get(trigger.content());
            if (own == null) {
                rows.add(trigger, vectors.neighbours().weights());
            } else {
                rows.add(trigger, own.neighbours().weights().ordinals(), own.neighbours().weights().weights());
            }
            if (!live.isEmpty()) {
                float[] vector = query.snapshot().vector(vectors, trigger.content());
                if (vector != null) {
                    float threshold = own == null
                            ? vectors.neighbours().threshold()[trigger.content()]
                            : own.neighbours().threshold();
                    addLive(rows, trigger, vector, threshold, live);
                }
            }
        }
        return rows.best(query, boards);
    }

    private static void addLive(NeighbourRows rows, Trigger trigger, float[] vector, float threshold,
            Map<Integer, LiveVector> live) {
        int[] contents = new int[live.size()];
        float[] scores = new float[live.size()];
        int count = 0;
        for (Map.Entry<Integer, LiveVector> entry : live.entrySet()) {
            int content = entry.getKey();
            contents[count] = content;
            LiveVector other = entry.getValue();
            scores[count++] = content == trigger.content()
                    ? 0
                    : NeighbourContrast.weight(other.score(vector), other.neighbours().closeness(), threshold);
        }
        rows.add(trigger, contents, scores);
    }
}
