package io.graphrecall.pipeline.state;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.ImpressionWindow.Shown;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.UserId;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The state of one user. Immutable; {@link #with(List)} returns the next version.
 *
 * @param contents       engagements with contents, the oldest first, at most {@link #MAX_CONTENTS}
 * @param items          engagements with items, the oldest first, at most {@link #MAX_ITEMS}
 * @param queries        searches, the oldest first, at most {@link #MAX_QUERIES}
 * @param engaged        every content that the user ever engaged with, positively or negatively
 * @param impressed      contents shown recently, each once with its latest time, the oldest first, at most
 *                       {@link #MAX_IMPRESSED}
 * @param followedAuthors users whom the user follows
 * @param blockedAuthors authors whose contents are never recalled
 * @param mutedTags      tags whose contents are never recalled
 * @param seq            the graph's sequence number up to which this state is known to be complete
 */
public record UserState(
        UserId user,
        List<Engagement> contents,
        List<Engagement> items,
        List<Engagement> queries,
        Set<String> engaged,
        List<Shown> impressed,
        Set<String> followedAuthors,
        Set<String> blockedAuthors,
        Set<String> mutedTags,
        long seq) {

    /** Stands in for the user of a request that names none. The control character keeps it from being anybody's id. */
    public static final UserId VISITOR = new UserId("\u001fvisitor");

    public static final int MAX_CONTENTS = 200;
    public static final int MAX_ITEMS = 100;
    public static final int MAX_QUERIES = 50;
    public static final int MAX_IMPRESSED = ImpressionWindow.SIZE;

    public static UserState empty(UserId user) {
        return new UserState(
                user, List.of(), List.of(), List.of(), Set.of(), List.of(), Set.of(), Set.of(), Set.of(), 0);
    }

    /** Returns the contents shown recently. */
    public List<String> impressedContents() {
        return impressed.stream().map(Shown::content).toList();
    }

    /** Returns true if the request names no user. */
    public boolean visitor() {
        return user.equals(VISITOR);
    }

    /** Returns true if the user has no behaviour. */
    public boolean cold() {
        return contents.isEmpty() && items.isEmpty() && queries.isEmpty();
    }

    /**
     * Returns the time from which ages of engagements count in weights: that of the newest engagement. Then only the ages
     * between engagements matter, and old data recalls what it recalled when it was new.
     *
     * @param now epoch milliseconds; the result is not later
     */
    public long newestEngagement(long now) {
        return cold() ? now : Math.min(now, Math.max(lastAt(contents), Math.max(lastAt(items), lastAt(queries))));
    }

    private static long lastAt(List<Engagement> oldestFirst) {
        return oldestFirst.isEmpty() ? Long.MIN_VALUE : oldestFirst.getLast().at();
    }

    /** Returns this state with one more engagement, as {@link #with(List)}. */
    public UserState with(Engagement engagement) {
        return with(List.of(engagement));
    }

    /**
     * Returns this state with more engagements, inserted by their times. A known event changes nothing. O(engaged) once, so
     * a long history slows down lists less than single events.
     */
    public UserState with(List<Engagement> engagements) {
        List<String> newlyEngaged = engagements.stream().filter(UserState::isEngagementWithContent)
                .map(Engagement::key).filter(key -> !engaged.contains(key)).toList();
        UserState next = this;
        if (!newlyEngaged.isEmpty()) {
            Set<String> nowEngaged = new LinkedHashSet<>(engaged);
            nowEngaged.addAll(newlyEngaged);
            next = copy(contents, items, queries, nowEngaged, impressed);
        }
        for (Engagement engagement : engagements) {
            next = next.inSequence(engagement);
        }
        return next;
    }

    private static boolean isEngagementWithContent(Engagement engagement) {
        return engagement.action() != Action.IMPRESSION && engagement.action().target() == NodeLabel.CONTENT;
    }

    private UserState inSequence(Engagement engagement) {
        NodeLabel label = engagement.action().target();
        if (engagement.action() == Action.IMPRESSION) {
            return copy(contents, items, queries, engaged,
                    shown(impressed, new Shown(engagement.key(), engagement.at())));
        }
        return switch (label) {
            case CONTENT -> copy(inserted(contents, engagement, MAX_CONTENTS), items, queries, engaged, impressed);
            case ITEM -> copy(contents, inserted(items, engagement, MAX_ITEMS), queries, engaged, impressed);
            case QUERY -> copy(contents, items, inserted(queries, engagement, MAX_QUERIES), engaged, impressed);
            default -> throw new IllegalArgumentException("an engagement cannot target a " + label);
        };
    }

    /** Returns this state, complete up to a sequence number. */
    public UserState at(long seq) {
        return new UserState(
                user, contents, items, queries, engaged, impressed, followedAuthors, blockedAuthors, mutedTags,
                Math.max(seq, this.seq));
    }

    private UserState copy(
            List<Engagement> contents,
            List<Engagement> items,
            List<Engagement> queries,
            Set<String> engaged,
            List<Shown> impressed) {
        return new UserState(user, contents, items, queries, engaged, impressed, followedAuthors, blockedAuthors,
                mutedTags, seq);
    }

    /** Returns impressions with one more, by the rules of {@link ImpressionWindow}. A late one of a known content is ignored. */
    private static List<Shown> shown(List<Shown> list, Shown shown) {
        List<Shown> longer = new ArrayList<>(list.size() + 1);
        for (Shown known : list) {
            if (!known.content().equals(shown.content())) {
                longer.add(known);
            } else if (known.at() >= shown.at()) {
                return list;
            }
        }
        longer.add(-Collections.binarySearch(longer, shown) - 1, shown); // not found, since the content is not in the list
        return longer.size() > MAX_IMPRESSED ? new ArrayList<>(longer.subList(1, longer.size())) : longer;
    }

    private static List<Engagement> inserted(List<Engagement> list, Engagement engagement, int max) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).eventId().equals(engagement.eventId())) {
                return list;
            }
        }
        List<Engagement> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        int place = Collections.binarySearch(longer, engagement, Engagement.BY_TIME);
        longer.add(place < 0 ? -place - 1 : place + 1, engagement);
        return longer.size() > max ? new ArrayList<>(longer.subList(longer.size() - max, longer.size())) : longer;
    }
}
