package io.graphrecall.service.channel.vector;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.NeighbourRows;
import io.graphrecall.service.channel.QueryExamples;
import io.graphrecall.service.channel.Reason;
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
        return query.examples().vectorOf(space) == null ? query.missingTriggers() : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingSpace vectors = query.snapshot().spaces().get(space);
        QueryExamples.Vector example = query.examples().vectorOf(space);
        if (vectors == null || (query.triggers().isEmpty() && example == null)) {
            return ChannelResult.NOTHING;
        }
        LiveOverlay overlay = query.snapshot().overlay();
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.signedTriggers()) {
            LiveVector own = overlay.vector(space, trigger.content());
            if (own == null) {
                rows.add(trigger, vectors.neighbours().row(trigger.content()));
                LivePostings.Row live = overlay.neighbours(space, trigger.content());
                if (live != null) {
                    rows.add(trigger, live.contents(), live.weights());
                }
            } else {
                add(rows, new Reason(Reason.Kind.CONTENT, trigger.id()), trigger.weight(), own, overlay.vectors(space));
            }
        }
        if (example != null) {
            add(rows, new Reason(Reason.Kind.VECTOR, space), example.weight(), example.values(),
                    overlay.vectors(space));
        }
        return rows.best(query, boards);
    }

    /** Adds the neighbours of a vector that the generation does not have. */
    private static void add(
            NeighbourRows rows, Reason reason, float weight, LiveVector own, Map<Integer, LiveVector> live) {
        SparseVector neighbours = own.neighbours().weights();
        rows.add(reason, weight, neighbours.ordinals(), neighbours.weights());
        int[] contents = new int[live.size()];
        float[] weights = new float[live.size()];
        int count = 0;
        for (Map.Entry<Integer, LiveVector> other : live.entrySet()) {
            float near = other.getValue() == own ? 0 : other.getValue().weightFor(own);
            if (near > 0) {
                contents[count] = other.getKey();
                weights[count++] = near;
            }
        }
        rows.add(reason, weight, Arrays.copyOf(contents, count), Arrays.copyOf(weights, count));
    }
}
