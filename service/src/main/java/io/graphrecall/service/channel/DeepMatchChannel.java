package io.graphrecall.service.channel;

import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.service.snapshot.LiveVector;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.snapshot.ServingSpace;
import io.graphrecall.service.snapshot.UserVectors;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Contents that match what the user did lately, by the deep match model: {@code score(c) = u . e(c)}, with the user's
 * vector u from the sequences as they are now. Every content of the generation is looked at, and every newer one.
 */
public final class DeepMatchChannel implements RecallChannel {

    private final UserVectors users;

    public DeepMatchChannel(UserVectors users) {
        this.users = users;
    }

    @Override
    public String id() {
        return DeepMatch.SPACE;
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return snapshot.elements() != null && snapshot.spaces().containsKey(DeepMatch.SPACE);
    }

    /** It may wait for the vector of the user. */
    @Override
    public boolean immediate() {
        return false;
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        ServingSnapshot snapshot = query.snapshot();
        ElementVectors elements = snapshot.elements();
        ServingSpace space = snapshot.spaces().get(DeepMatch.SPACE);
        if (elements == null || space == null || query.user().cold()) {
            return ChannelAnswer.NOTHING;
        }
        return NearestContents.to(user(query, elements, space), query, space, Reasons.NONE);
    }

    private float[] user(RecallQuery query, ElementVectors elements, ServingSpace space) {
        UserState user = query.user();
        UserVectors.Key key = new UserVectors.Key(
                query.snapshot().manifest().id(), user.user(), SequenceVersion.of(user));
        CompletableFuture<float[]> vector = users.of(
                key, () -> sequences(query.snapshot(), user, elements, space));
        try {
            return vector.get(); // whoever runs this channel does not wait longer than the deadline, and interrupts it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the vector of the user came too late", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no vector of the user", e.getCause());
        }
    }

    private static UserSequences sequences(
            ServingSnapshot snapshot, UserState user, ElementVectors elements, ServingSpace space) {
        Map<SequenceKind, List<UserSequences.Step>> steps = new EnumMap<>(SequenceKind.class);
        List.of(user.contents(), user.items(), user.queries())
                .forEach(engagements -> engagements.forEach(engagement -> {
                    ElementVectors.Element element = element(snapshot, engagement, elements, space);
                    if (element != null) {
                        steps.computeIfAbsent(SequenceKind.of(engagement.action()), kind -> new ArrayList<>())
                                .add(new UserSequences.Step(element, engagement.action()));
                    }
                }));
        return new UserSequences(steps);
    }

    /** Null where nothing is known of what was engaged with. */
    private static ElementVectors.@Nullable Element element(
            ServingSnapshot snapshot, Engagement engagement, ElementVectors elements, ServingSpace space) {
        NodeFeatures features = snapshot.features(engagement.action().target(), engagement.key());
        if (features == null) {
            return null;
        }
        SequenceKind kind = SequenceKind.of(engagement.action());
        float[] known = kind == SequenceKind.CONTENT
                ? vector(snapshot, space, snapshot.contentOrdinal(engagement.key()))
                : null;
        return known == null
                ? elements.of(kind, engagement.key(), features, null)
                : elements.of(known, features);
    }

    private static float @Nullable [] vector(ServingSnapshot snapshot, ServingSpace space, int content) {
        LiveVector newer = snapshot.overlay().vector(space.name(), content);
        return newer == null ? space.vector(content) : Objects.requireNonNull(newer.values());
    }
}
