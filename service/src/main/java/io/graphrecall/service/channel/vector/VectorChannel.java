package io.graphrecall.service.channel.vector;

import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.NeighbourRows;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.overlay.LiveOverlay;
import io.graphrecall.service.overlay.LivePostings;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.space.LiveVector;
import io.graphrecall.service.space.ServingSpace;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/**
 * Nearest neighbours of the triggers in an embedding space: {@code score(c) = sum over triggers t of weight(t) *
 * near(t, c)}, with the weights of {@link io.graphrecall.retrieval.vector.NeighbourContrast}. Neighbours come from the
 * generation's neighbour table and from the overlay, which has those of its contents ready. Cost: the neighbour rows of the
 * triggers, and the new contents of the space once per trigger that is new itself.
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
    public @Nullable String missingInput(RecallQuery query) {
        return query.missingTriggers();
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingSpace vectors = query.snapshot().spaces().get(space);
        if (vectors == null || query.triggers().isEmpty()) {
            return ChannelResult.NOTHING;
        }
        LiveOverlay overlay = query.snapshot().overlay();
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.triggers()) {
            LiveVector own = overlay.vector(space, trigger.content());
            if (own == null) {
                rows.add(trigger, vectors.neighbours().weights());
                LivePostings.Row live = overlay.neighbours(space, trigger.content());
                if (live != null) {
                    rows.add(trigger, live.contents(), live.weights());
                }
            } else {
                rows.add(trigger, own.neighbours().weights().ordinals(), own.neighbours().weights().weights());
                addLive(rows, trigger, own, overlay.vectors(space));
            }
        }
        return rows.best(query, boards);
    }

    /** Adds the live neighbours of a live trigger. */
    private static void addLive(NeighbourRows rows, Trigger trigger, LiveVector own, Map<Integer, LiveVector> live) {
        int[] contents = new int[live.size()];
        float[] weights = new float[live.size()];
        int count = 0;
        for (Map.Entry<Integer, LiveVector> other : live.entrySet()) {
            float weight = other.getKey() == trigger.content() ? 0 : other.getValue().weightFor(own);
            if (weight > 0) {
                contents[count] = other.getKey();
                weights[count++] = weight;
            }
        }
        rows.add(trigger, Arrays.copyOf(contents, count), Arrays.copyOf(weights, count));
    }
}
