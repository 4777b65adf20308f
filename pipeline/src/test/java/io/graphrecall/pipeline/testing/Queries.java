package io.graphrecall.pipeline.testing;

import io.graphrecall.blend.TieBreak;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.QueryExamples;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.trigger.Trigger;
import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Queries to channels of a small world. */
public final class Queries {

    private Queries() {}

    /** A content posted with a vector of the space {@code clip}. */
    public static ContentChange change(String id, float... vector) {
        return new ContentChange(new ContentId(id), new Content(
                new ContentId(id),
                new Description(
                        null, null, List.of(), Map.of(), List.of(), null, Instant.ofEpochMilli(SmallWorld.NOW - 1),
                        null, Description.Status.ACTIVE, Description.Media.NONE, Map.of("clip", vector), Map.of())),
                8);
    }

    /** @param triggers ids with their weights */
    public static RecallQuery query(ServingSnapshot snapshot, Set<String> exclude, String... triggers) {
        return query(snapshot, "u", 100, exclude, triggers);
    }

    public static RecallQuery query(
            ServingSnapshot snapshot, String user, int size, Set<String> exclude, String... triggers) {
        List<Trigger> chosen = Arrays.stream(triggers).map(trigger -> trigger.split(":"))
                .map(parts -> new Trigger(snapshot.contentOrdinal(parts[0]), parts[0], Float.parseFloat(parts[1])))
                .toList();
        return query(snapshot, UserState.empty(new UserId(user)), size, exclude, chosen);
    }

    /** A query of a user without triggers. */
    public static RecallQuery query(ServingSnapshot snapshot, UserState user) {
        return query(snapshot, user, 100, Set.of(), List.of());
    }

    /** A query of a visitor's searches, the newest first. */
    public static RecallQuery searching(ServingSnapshot snapshot, String... texts) {
        return query(snapshot, UserState.empty(UserState.VISITOR), 100, Set.of(), List.of(), Arrays.stream(texts)
                .map(text -> new QueryIntent(text, snapshot.tables().queries().ordinal(text),
                        snapshot.queryReader().read(text), 1))
                .toList());
    }

    private static RecallQuery query(
            ServingSnapshot snapshot, UserState user, int size, Set<String> exclude, List<Trigger> triggers) {
        return query(snapshot, user, size, exclude, triggers, List.of());
    }

    private static RecallQuery query(
            ServingSnapshot snapshot, UserState user, int size, Set<String> exclude, List<Trigger> triggers,
            List<QueryIntent> searches) {
        ContentFilter filter = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                SmallWorld.NOW, List.of(), exclude, Set.of(), Set.of(), Set.of(), List.of()));
        return new RecallQuery(snapshot, SmallWorld.NOW, user, triggers, QueryExamples.NONE, Interests.NONE,
                searches, filter, size, TieBreak.of(1, user.user().key()), Deadline.in(Duration.ofSeconds(5)));
    }

    /** The ids of the recalled contents, the best first. */
    public static List<String> ids(ServingSnapshot snapshot, ChannelResult answer) {
        return IntStream.of(answer.contents()).mapToObj(snapshot::contentId).toList();
    }
}
