package io.graphrecall.service.http;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.catalogue.UserFacts;
import io.graphrecall.service.pipeline.RecallQueryBuilder;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code GET /v1/users/{user_id}}: a user's record, interests and recent behaviour. */
record UserEndpoint(ServiceParts parts) {

    private static final int MAX_RECENT = 50;

    /** The first four after the id are null if the graph does not respond. */
    private record Profile(
            String userId, @Nullable Map<String, Object> profile, @Nullable List<String> follows,
            @Nullable List<String> blocks, @Nullable List<String> mutes, List<Tag> tags, List<Category> categories,
            List<Attribute> attributes,
            List<Recent> recent, long seq) {}

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
        UserState state = parts.users().of(user);
        UserFacts record = record(user, state);
        ServingSnapshot snapshot = parts.snapshots().get();
        Interests interests = RecallQueryBuilder.interests(snapshot, state, parts.clock().millis());
        return Reply.ok(new Profile(
                user.key(),
                record == null ? null : record.profile(),
                record == null ? null : record.follows(),
                record == null ? null : record.blocks(),
                record == null ? null : record.mutes(),
                weights(snapshot, interests, FeatureSpace.TAG,
                        horizon -> (key, weight) -> new Tag(key, weight, horizon)),
                weights(
                        snapshot,
                        interests,
                        FeatureSpace.CATEGORY,
                        horizon -> (key, weight) -> new Category(CategoryPath.ofKey(key).path(), weight, horizon)),
                weights(
                        snapshot,
                        interests,
                        FeatureSpace.ATTRIBUTE,
                        horizon -> (key, weight) -> attribute(AttributeValue.ofKey(key), weight, horizon)),
                Stream.of(state.contents(), state.items(), state.queries()).flatMap(List::stream)
                        .sorted(Engagement.BY_TIME.reversed()).limit(MAX_RECENT).map(UserEndpoint::recent).toList(),
                state.seq()));
    }

    /** Returns the record of a user; null if the graph does not respond but the user is known. */
    private @Nullable UserFacts record(UserId user, UserState state) {
        try {
            return parts.userCatalogue().find(user).orElseThrow(() -> new RecallException(
                    RecallException.Code.NOT_FOUND, "unknown user '" + user.key() + "'"));
        } catch (RecallException e) {
            boolean isKnown = !state.equals(UserState.empty(user).at(state.seq()));
            if (e.code() == RecallException.Code.UNAVAILABLE && isKnown) {
                return null;
            }
            throw e;
        }
    }

    private static Attribute attribute(AttributeValue attribute, float weight, String horizon) {
        return new Attribute(attribute.property(), attribute.value(), weight, horizon);
    }

    private static <T> List<T> weights(
            ServingSnapshot snapshot,
            Interests interests,
            FeatureSpace space,
            Function<String, BiFunction<String, Float, T>> maker) {
        NodeIndex index = snapshot.tables().features(space).index();
        List<T> weights = new ArrayList<>();
        add(weights, index, interests.realtime(space), maker.apply("realtime"));
        add(weights, index, interests.longterm(space), maker.apply("longterm"));
        return weights;
    }

    private static <T> void add(
            List<T> weights, NodeIndex index, SparseVector vector, BiFunction<String, Float, T> maker) {
        Stream.iterate(0, i -> i < vector.size(), i -> i + 1)
                .sorted(Comparator.comparing(i -> -vector.weights()[i]))
                .forEach(i -> weights.add(maker.apply(index.key(vector.ordinals()[i]), vector.weights()[i])));
    }

    private static Recent recent(Engagement engagement) {
        String key = engagement.key();
        String contentId = null;
        String itemId = null;
        String query = null;
        switch (engagement.action().target()) {
            case CONTENT -> contentId = key;
            case ITEM -> itemId = key;
            default -> query = key;
        }
        return new Recent(
                engagement.eventId(),
                engagement.action().wireName(),
                contentId,
                itemId,
                query,
                Instant.ofEpochMilli(engagement.at()).toString(),
                engagement.dwellMs() < 0 ? null : engagement.dwellMs(),
                engagement.scene());
    }
}
