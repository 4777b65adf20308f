package io.graphrecall.service.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.RecallQueryBuilder;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.catalogue.UserFacts;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code GET /v1/users/{user_id}}: a user's record, interests and recent behaviour. */
record UserEndpoint(ServiceParts parts) {

    private static final int MAX_RECENT = 50;

    /** @param record null if the graph does not respond */
    private record Profile(
            String userId, @JsonUnwrapped @Nullable UserFacts record, List<Tag> tags, List<Category> categories,
            List<Attribute> attributes, List<Recent> recent, long seq) {}

    private record Tag(String tag, float weight, String horizon) {}

    private record Category(List<String> category, float weight, String horizon) {}

    private record Attribute(String property, String value, float weight, String horizon) {}

    private record Recent(
            String eventId,
            String action,
            @Nullable String contentId,
            @Nullable String itemId,
            @Nullable String query,
            String timestamp,
            @Nullable Long dwellMs,
            @Nullable String scene) {}

    Reply handle(ApiRequest request) {
        UserId user = request.parameters().id("user_id", UserId::new);
        UserState state = parts.recalls().users().of(user);
        UserFacts record = record(user, state);
        ServingSnapshot snapshot = parts.recalls().snapshots().get();
        Interests interests = RecallQueryBuilder.interests(snapshot, state, parts.recalls().clock().millis());
        return Reply.ok(new Profile(
                user.key(), record,
                weights(snapshot, interests, FeatureSpace.TAG, Tag::new),
                weights(snapshot, interests, FeatureSpace.CATEGORY, (key, weight, horizon) -> new Category(
                        CategoryPath.ofKey(key).path(), weight, horizon)),
                weights(snapshot, interests, FeatureSpace.ATTRIBUTE, (key, weight, horizon) -> {
                    AttributeValue attribute = AttributeValue.ofKey(key);
                    return new Attribute(attribute.property(), attribute.value(), weight, horizon);
                }),
                Stream.of(state.contents(), state.items(), state.queries()).flatMap(List::stream)
                        .sorted(Engagement.BY_TIME.reversed()).limit(MAX_RECENT).map(UserEndpoint::recent).toList(),
                state.seq()));
    }

    /** Returns the record of a user; null if the graph does not respond but the user is known. */
    private @Nullable UserFacts record(UserId user, UserState state) {
        try {
            return parts.recalls().userCatalogue().find(user).orElseThrow(() -> new RecallException(
                    RecallException.Code.NOT_FOUND, "unknown user '" + user.key() + "'"));
        } catch (RecallException e) {
            boolean isKnown = !state.equals(UserState.empty(user).at(state.seq()));
            if (e.code() == RecallException.Code.UNAVAILABLE && isKnown) {
                return null;
            }
            throw e;
        }
    }

    /** Makes an interest from the key of a feature. */
    private interface Maker<T> {
        T make(String key, float weight, String horizon);
    }

    private static <T> List<T> weights(
            ServingSnapshot snapshot, Interests interests, FeatureSpace space, Maker<T> maker) {
        NodeIndex index = snapshot.tables().features(space).index();
        return Stream.concat(weights(index, interests.realtime(space), "realtime", maker),
                weights(index, interests.longterm(space), "longterm", maker)).toList();
    }

    private static <T> Stream<T> weights(NodeIndex index, SparseVector vector, String horizon, Maker<T> maker) {
        return IntStream.range(0, vector.size()).boxed().sorted(Comparator.comparing(i -> -vector.weights()[i]))
                .map(i -> maker.make(index.key(vector.ordinals()[i]), vector.weights()[i], horizon));
    }

    private static Recent recent(Engagement engagement) {
        String key = engagement.key();
        NodeLabel target = engagement.action().target();
        return new Recent(
                engagement.eventId(), engagement.action().wireName(), target == NodeLabel.CONTENT ? key : null,
                target == NodeLabel.ITEM ? key : null, target == NodeLabel.QUERY ? key : null,
                Instant.ofEpochMilli(engagement.at()).toString(),
                engagement.dwellMs() < 0 ? null : engagement.dwellMs(), engagement.scene());
    }
}
