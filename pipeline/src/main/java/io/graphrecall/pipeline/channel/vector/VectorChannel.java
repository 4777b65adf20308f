package io.graphrecall.pipeline.channel.vector;

import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.NeighbourRows;
import io.graphrecall.pipeline.channel.QueryExamples;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Nearest neighbours of the triggers in an embedding space: {@code score(c) = sum over triggers t of weight(t) *
 * near(t, c)}, with the weights of {@link io.graphrecall.retrieval.vector.NeighbourContrast}. Neighbours come from the
 * generation's neighbour table and from the overlay, which has those of its contents ready. If there are fewer than
 * the query asks for, those of the request's vector are searched through the filter, and those of the open content if the
 * filter removed any. Cost: the neighbour rows of the triggers, the new contents of the space once per trigger that is new
 * itself, and up to two searches.
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
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.spaces().containsKey(space) ? null : "the generation has no embedding space '" + space + "'";
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
        ChannelResult ofRows = rows(query, vectors, example, false).best(query, boards);
        boolean isFiltered = query.examples().context() >= 0 && ofRows.seen() + ofRows.filtered() > 0;
        if (ofRows.size() == query.size() || (example == null && !isFiltered)) {
            return ofRows;
        }
        ChannelResult found = rows(query, vectors, example, true).best(query, boards);
        return new ChannelResult(
                found.contents(), found.scores(), found.reasons(), ofRows.seen(), ofRows.filtered());
    }

    /** @param search true to search for the neighbours of the vector and of the open content, which their rows may lack */
    private NeighbourRows rows(
            RecallQuery query, ServingSpace vectors, QueryExamples.@Nullable Vector example, boolean search) {
        LiveOverlay overlay = query.snapshot().overlay();
        NeighbourRows rows = new NeighbourRows();
        for (Trigger trigger : query.signedTriggers()) {
            if (search && trigger.content() == query.examples().context()) {
                rows.addAccepted(trigger, vectors, query);
            } else {
                rows.addNearest(trigger, vectors, overlay);
            }
        }
        if (example != null) {
            Reason reason = new Reason(Reason.Kind.VECTOR, space);
            LiveVector values = example.values();
            if (search) {
                rows.addAccepted(reason, example.weight(), values.values(), values.neighbours().threshold(), vectors,
                        query);
            } else {
                rows.addNearest(reason, example.weight(), values, overlay.vectors(space));
            }
        }
        return rows;
    }
}
