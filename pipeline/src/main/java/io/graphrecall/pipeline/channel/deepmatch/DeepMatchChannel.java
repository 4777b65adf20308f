package io.graphrecall.pipeline.channel.deepmatch;

import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.vector.VectorSearch;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.state.UserState;
import org.jspecify.annotations.Nullable;

/**
 * Contents that match the user's recent behaviour by the deep match model: {@code score(c) = u . e(c)}, where the user's
 * vector u is computed from the current sequences. A user without behaviour gets the popular contents if scores depend
 * on popularity, else none. Cost: a run of the model if the vector is not cached, a search of the
 * space, which scans all contents of a small generation, and a scan of the overlay.
 */
public final class DeepMatchChannel implements RecallChannel {

    private final UserVectors users;

    DeepMatchChannel(UserVectors users) {
        this.users = users;
    }

    @Override
    public String id() {
        return DeepMatch.SPACE;
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.module(DeepMatchServing.class) != null && snapshot.spaces().containsKey(DeepMatch.SPACE)
                ? null
                : "the generation has no deep match model";
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        DeepMatchServing model = query.snapshot().module(DeepMatchServing.class);
        return !hasSequence(query.user()) && (model == null || !model.tower().knowsPopularity())
                ? "the user has no behaviour except skips and dislikes"
                : null;
    }

    private static boolean hasSequence(UserState user) {
        return !user.items().isEmpty() || !user.queries().isEmpty()
                || user.contents().stream().anyMatch(engagement -> SequenceKind.ofElement(engagement.action()) != null);
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingSnapshot snapshot = query.snapshot();
        DeepMatchServing model = snapshot.module(DeepMatchServing.class);
        ServingSpace space = snapshot.spaces().get(DeepMatch.SPACE);
        if (model == null || space == null || missingInput(query) != null) {
            return ChannelResult.NOTHING;
        }
        return VectorSearch.search(userVector(query, model, space), query, space, Reasons.NONE);
    }

    private float[] userVector(RecallQuery query, DeepMatchServing model, ServingSpace space) {
        UserState user = query.user();
        if (user.cold() || user.visitor()) {
            return model.userVector(query.snapshot(), user, space, query.now()).values();
        }
        UserVectors.Key key = new UserVectors.Key(
                query.snapshot().manifest().id(), user.user(), SequenceFingerprint.of(user, query.now()));
        return users.of(key, () -> model.userVector(query.snapshot(), user, space, query.now()));
    }
}
