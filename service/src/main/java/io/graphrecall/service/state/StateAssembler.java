package io.graphrecall.service.state;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.UserId;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Assembles one user's state from rows of the graph. Not thread-safe. */
final class StateAssembler {

    private final UserId user;
    private final List<Engagement> engagements = new ArrayList<>();
    private List<String> impressed = List.of();
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
        engagements.add(new Engagement(
                row.string("event_id"),
                action,
                row.string("key"),
                row.integer("at"),
                row.integer("ord"),
                row.integer("dwell_ms", -1),
                row.stringOrNull("scene")));
    }

    void preferences(GraphRow row) {
        List<String> shown = row.strings("impressed");
        impressed = List.copyOf(newest(shown, UserState.MAX_IMPRESSED));
        followedAuthors = Set.copyOf(row.strings("followed_authors"));
        blockedAuthors = Set.copyOf(row.strings("blocked_authors"));
        mutedTags = Set.copyOf(row.strings("muted_tags"));
    }

    UserState state(long seq) {
        engagements.sort(Engagement.BY_TIME);
        List<Engagement> contents = of(NodeLabel.CONTENT);
        Set<String> engaged = contents.stream().map(Engagement::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new UserState(
                user,
                newest(contents, UserState.MAX_CONTENTS),
                newest(of(NodeLabel.ITEM), UserState.MAX_ITEMS),
                newest(of(NodeLabel.QUERY), UserState.MAX_QUERIES),
                Collections.unmodifiableSet(engaged),
                impressed,
                followedAuthors,
                blockedAuthors,
                mutedTags,
                seq);
    }

    private List<Engagement> of(NodeLabel target) {
        return engagements.stream().filter(engagement -> engagement.action().target() == target).toList();
    }

    private static <T> List<T> newest(List<T> oldestFirst, int max) {
        return oldestFirst.size() <= max
                ? oldestFirst
                : List.copyOf(oldestFirst.subList(oldestFirst.size() - max, oldestFirst.size()));
    }
}
