package io.graphrecall.service.channel.vector;

import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.NeighbourRows;
import io.graphrecall.service.channel.QueryExamples;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.overlay.LiveOverlay;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.space.ServingSpace;
import org.jspecify.annotations.Nullable;

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
    public boolean matches(boolean hasQuery, QueryExamples examples) {
        return examples.vectorOf(space) != null;
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
        query.signedTriggers().forEach(trigger -> rows.addNearest(trigger, vectors, overlay));
        if (example != null) {
            rows.addNearest(new Reason(Reason.Kind.VECTOR, space), example.weight(), example.values(),
                    overlay.vectors(space));
        }
        return rows.best(query, boards);
    }
}
