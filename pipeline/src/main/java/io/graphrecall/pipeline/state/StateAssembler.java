package io.graphrecall.pipeline.state;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ImpressionWindow.Shown;
import io.graphrecall.schema.UserId;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Assembles one user's state from rows of the graph. Keeps the newest engagements and the keys of all contents, so that a
 * user with many events takes little memory. Not thread-safe.
 */
final class StateAssembler {

    private final UserId user;
    private final NewestEngagements contents = new NewestEngagements(UserState.MAX_CONTENTS);
    private final NewestEngagements items = new NewestEngagements(UserState.MAX_ITEMS);
    private final NewestEngagements queries = new NewestEngagements(UserState.MAX_QUERIES);
    private final Set<String> engaged = new LinkedHashSet<>();
    private List<Shown> impressed = List.of();
    private Set<String> followedAuthors = Set.of();
    private Set<String> blockedAuthors = Set.of();
    private Set<String> mutedTags = Set.of();

    StateAssembler(UserId user) {
        this.user = user;
    }

    void engagement(GraphRow row) {
        String type = row.string("type");
        Action action = Action.ofRelationship(type).orElseThrow(
                () -> new IllegalStateException("there is no action for the relationship " + type));
        add(new Engagement(
                row.string("event_id"),
                action,
                row.string("key"),
                row.integer("at"),
                row.integer("ord"),
                row.integer("dwell_ms", -1),
                row.stringOrNull("scene")));
    }

    void add(Engagement engagement) {
        switch (engagement.action().target()) {
            case CONTENT -> {
                contents.add(engagement);
                engaged.add(engagement.key());
            }
            case ITEM -> items.add(engagement);
            case QUERY -> queries.add(engagement);
            default -> throw new IllegalStateException("an engagement cannot target a " + engagement.action().target());
        }
    }

    void preferences(GraphRow row) {
        List<String> shown = row.strings("impressed");
        long[] at = row.longs("impressed_at");
        impressed = IntStream.range(Math.max(0, shown.size() - UserState.MAX_IMPRESSED), shown.size())
                .mapToObj(i -> new Shown(shown.get(i), at[i])).toList();
        followedAuthors = Set.copyOf(row.strings("followed_authors"));
        blockedAuthors = Set.copyOf(row.strings("blocked_authors"));
        mutedTags = Set.copyOf(row.strings("muted_tags"));
    }

    UserState state(long seq) {
        return new UserState(
                user,
                contents.oldestFirst(),
                items.oldestFirst(),
                queries.oldestFirst(),
                Collections.unmodifiableSet(engaged),
                impressed,
                followedAuthors,
                blockedAuthors,
                mutedTags,
                seq);
    }
}
