package io.graphrecall.pipeline.channel.metapath;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.NeighbourRows;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Contents that meta-paths reach: {@code score(c) = sum over paths p of weight(p) * (sum over triggers t of weight(t) *
 * s_p(t, c))} with the path's measure s. Paths between contents are looked up in tables per trigger. Paths from the user
 * are walked from the user's engagements. New contents are reached through the nodes that they share with the generation.
 * Cost: the neighbour rows of the triggers, a short walk per trigger if there are new contents, and a walk per path from
 * the user.
 */
public final class MetaPathChannel implements RecallChannel {

    private final ScoreBoards boards;

    public MetaPathChannel(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public String id() {
        return "metapath";
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        ServingPaths served = snapshot.module(ServingPaths.class);
        return served == null || served.paths().isEmpty() ? "the generation has no meta-paths" : null;
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        return query.user().cold() ? query.missingTriggers() : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingPaths served = query.snapshot().module(ServingPaths.class);
        if (served == null) {
            return ChannelResult.NOTHING;
        }
        UserSteps user = new UserSteps(query);
        NeighbourRows rows = new NeighbourRows();
        for (ServingPath path : served.paths()) {
            if (path.parameters().isContentToContent()) {
                query.signedTriggers()
                        .forEach(trigger -> addFromTrigger(trigger, path, query.snapshot().overlay(), rows));
            } else if (path.parameters().isUserToContent()) {
                addFromUser(user, path, query.snapshot().overlay(), rows);
            }
        }
        return rows.isEmpty() ? ChannelResult.NOTHING : rows.best(query, boards);
    }

    private static void addFromTrigger(Trigger trigger, ServingPath path, LiveOverlay overlay, NeighbourRows rows) {
        Reason reason = new Reason(Reason.Kind.CONTENT, trigger.id(), path.parameters().name());
        float weight = (float) path.parameters().weight() * trigger.weight();
        SparseVector live;
        if (trigger.content() < path.neighbours().rows()) {
            SparseTable.Row row = path.neighbours().row(trigger.content());
            rows.add(reason, weight, row.columns(), row.weights());
            live = path.newContentsFrom(trigger.content(), overlay);
        } else {
            LiveContent content = overlay.find(trigger.content());
            live = content == null ? SparseVector.EMPTY : path.fromNewContent(content, overlay);
        }
        if (!live.isEmpty()) {
            rows.add(reason, weight, live.ordinals(), live.weights());
        }
    }

    private static void addFromUser(UserSteps user, ServingPath path, LiveOverlay overlay, NeighbourRows rows) {
        SparseVector reached = path.fromUser(user.starts(path.parameters()), overlay);
        if (!reached.isEmpty()) {
            String name = path.parameters().name();
            rows.add(new Reason(Reason.Kind.METAPATH, name, name), (float) path.parameters().weight(),
                    reached.ordinals(), reached.weights());
        }
    }
}
