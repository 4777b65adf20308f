package io.graphrecall.service.channel;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.service.snapshot.LiveContent;
import io.graphrecall.service.snapshot.LiveOverlay;
import io.graphrecall.service.snapshot.ServingPath;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.trigger.Trigger;

/**
 * Contents that meta-paths lead to: {@code score(c) = sum over paths p of weight(p) * (sum over triggers t of weight(t) *
 * s_p(t, c))}, s being the path's measure. Paths among contents are looked up for each trigger, paths from the user are
 * walked from what the user did. Contents newer than the generation are reached through what they share with it.
 */
public final class MetaPathChannel implements RecallChannel {

    public static final String ID = "metapath";

    private final ScoreBoards boards;

    public MetaPathChannel(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return !snapshot.paths().isEmpty();
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        UserSteps user = UserSteps.of(query);
        NeighbourRows rows = new NeighbourRows();
        for (ServingPath path : query.snapshot().paths()) {
            if (path.parameters().isContentToContent()) {
                query.triggers().forEach(trigger -> addFrom(trigger, path, query.snapshot().overlay(), rows));
            } else if (path.parameters().isUserToContent()) {
                addFromUser(user, path, query.snapshot().overlay(), rows);
            }
        }
        return rows.isEmpty() ? ChannelAnswer.NOTHING : rows.best(query, boards);
    }

    private static void addFrom(Trigger trigger, ServingPath path, LiveOverlay overlay, NeighbourRows rows) {
        Reason reason = new Reason(Reason.Kind.CONTENT, trigger.id(), path.parameters().name());
        float weight = (float) path.parameters().weight() * trigger.weight();
        SparseVector newer;
        if (trigger.content() < path.neighbours().rows()) {
            rows.add(reason, weight, path.neighbours(), trigger.content());
            newer = path.newerFrom(trigger.content(), overlay);
        } else {
            LiveContent content = overlay.find(trigger.content());
            newer = content == null ? SparseVector.EMPTY : path.fromNewer(content, overlay);
        }
        if (!newer.isEmpty()) {
            rows.add(reason, weight, newer.ordinals(), newer.weights());
        }
    }

    private static void addFromUser(UserSteps user, ServingPath path, LiveOverlay overlay, NeighbourRows rows) {
        SparseVector found = path.fromUser(user.starts(path.parameters()), overlay);
        if (!found.isEmpty()) {
            String name = path.parameters().name();
            rows.add(new Reason(Reason.Kind.METAPATH, name, name), (float) path.parameters().weight(),
                    found.ordinals(), found.weights());
        }
    }
}
