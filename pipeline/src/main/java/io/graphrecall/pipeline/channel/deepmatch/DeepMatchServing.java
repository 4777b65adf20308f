package io.graphrecall.pipeline.channel.deepmatch;

import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.gnn.deepmatch.UserTower;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Both towers of a generation's deep match model. Immutable; thread-safe. */
record DeepMatchServing(ElementVectors elements, UserTower tower) implements OpenedModule {

    /** Age of an engagement after which its content is known, or is deleted or never described. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    @Override
    public void encode(List<NewContent> contents) {
        contents.forEach(content -> content.put(DeepMatch.SPACE, elements.target(
                elements.vector(
                        SequenceKind.CONTENT, content.described().id(), content.features(),
                        content.vector(elements.space())),
                0)));
    }

    /**
     * Returns a user's vector.
     *
     * @param now time of the recall, epoch milliseconds
     */
    UserVectors.Computed userVector(ServingSnapshot snapshot, UserState user, ServingSpace space, long now) {
        boolean isComplete = true;
        Map<SequenceKind, List<UserSequences.Step>> steps = new EnumMap<>(SequenceKind.class);
        for (List<Engagement> engagements : List.of(user.contents(), user.items(), user.queries())) {
            for (Engagement engagement : engagements) {
                SequenceKind kind = SequenceKind.ofElement(engagement.action());
                if (kind == null) {
                    continue;
                }
                ElementVectors.Element element = element(snapshot, kind, engagement, space);
                if (element != null) {
                    steps.computeIfAbsent(kind, none -> new ArrayList<>())
                            .add(new UserSequences.Step(
                                    element, engagement.action(), SequenceFingerprint.age(engagement, now),
                                    engagement.dwellMs()));
                } else if (engagement.action().target() == NodeLabel.CONTENT
                        && now - engagement.at() < SETTLED.toMillis()) {
                    isComplete = false;
                }
            }
        }
        return new UserVectors.Computed(tower.vector(new UserSequences(steps)), isComplete);
    }

    /** Returns the element of an engagement's target, or null if its features are not known. */
    private ElementVectors.@Nullable Element element(
            ServingSnapshot snapshot, SequenceKind kind, Engagement engagement, ServingSpace space) {
        NodeFeatures features = snapshot.features(engagement.action().target(), engagement.key());
        if (features == null) {
            return null;
        }
        float[] known = kind == SequenceKind.CONTENT
                ? snapshot.vector(space, snapshot.contentOrdinal(engagement.key()))
                : null;
        return known == null
                ? elements.of(kind, engagement.key(), features, null)
                : elements.of(known, features);
    }
}
