package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.LiveOverlay;
import io.graphrecall.service.snapshot.LiveVector;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.snapshot.ServingSpace;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Contents that lie near to the triggers in a vector space: {@code score(c) = sum over triggers t of weight(t) *
 * near(t, c)}, over the nearest of each trigger. They come from the generation's neighbour table. Contents newer than
 * it are compared one by one with each trigger; a trigger newer than it is searched for.
 */
public final class VectorChannel implements RecallChannel {

    private static final String PREFIX = "v2v_";

    private final String id;
    private final String space;
    private final ScoreBoards boards;

    /** The channel of a space, under the id of that. */
    public VectorChannel(String space, ScoreBoards boards) {
        this(id(space), space, boards);
    }

    /** The channel of a space under an id of its own. */
    public VectorChannel(String id, String space, ScoreBoards boards) {
        this.id = id;
        this.space = space;
        this.boards = boards;
    }

    /** The id of the channel of a space. */
    public static String id(String space) {
        return PREFIX + space;
    }

    /** The space whose channel has an id, or null where it is no such channel's. */
    static @Nullable String space(String id) {
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : null;
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
    public ChannelAnswer recall(RecallQuery query) {
        ServingSpace vectors = query.snapshot().spaces().get(space);
        if (vectors == null || query.triggers().isEmpty()) {
            return ChannelAnswer.NOTHING;
        }
        LiveOverlay overlay = query.snapshot().overlay();
        Map<Integer, LiveVector> newer = overlay.vectors(space);
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.triggers()) {
            LiveVector own = newer.get(trigger.content());
            if (own == null) {
                rows.add(trigger, vectors.neighbours());
            } else {
                rows.add(trigger, own.neighbours().ordinals(), own.neighbours().weights());
            }
            if (!newer.isEmpty()) {
                float[] vector = own == null ? vectors.vector(trigger.content()) : own.values();
                if (vector != null) {
                    addNewer(rows, trigger, vector, newer);
                }
            }
        }
        return rows.best(query, boards);
    }

    private static void addNewer(
            NeighbourRows rows, Trigger trigger, float[] vector, Map<Integer, LiveVector> newer) {
        int[] contents = new int[newer.size()];
        float[] scores = new float[newer.size()];
        int count = 0;
        for (Map.Entry<Integer, LiveVector> content : newer.entrySet()) {
            int other = content.getKey();
            contents[count] = other;
            scores[count++] = other == trigger.content() ? 0 : Math.max(0, content.getValue().score(vector));
        }
        rows.add(trigger, contents, scores);
    }
}
