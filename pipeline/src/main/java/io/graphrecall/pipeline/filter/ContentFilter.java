package io.graphrecall.pipeline.filter;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.Description;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The content filter of one request: seen, excluded, hidden, expired and not yet published contents, blocked authors,
 * muted tags, and the clauses of scene and request. Compiled once per request and applied inside the search, so that
 * filtering never shortens the result. Thread-safe.
 */
public final class ContentFilter {

    /** Eligible. */
    public static final int ACCEPTED = 0;
    /** The user has seen it. */
    public static final int SEEN = 1;
    /** Removed by another condition. */
    public static final int FILTERED = 2;

    private final ServingSnapshot snapshot;
    private final long now;
    private final IntPredicate recallable;
    private final IntHashSet seen;
    private final IntHashSet excluded;
    private final Condition[] conditions;
    private final int[] seenList;
    private final boolean removesNothing;

    private ContentFilter(
            ServingSnapshot snapshot,
            long now,
            IntPredicate recallable,
            IntHashSet seen,
            IntHashSet excluded,
            Condition[] conditions,
            boolean removesNothing) {
        this.snapshot = snapshot;
        this.now = now;
        this.recallable = recallable;
        this.seen = seen;
        this.excluded = excluded;
        this.conditions = conditions;
        seenList = seen.toArray();
        this.removesNothing = removesNothing;
    }

    /**
     * A condition that every content must satisfy.
     *
     * @param violation exclusion of a content that does not satisfy it
     */
    record Condition(IntPredicate predicate, Exclusion violation) {}

    /**
     * The rules of a filter.
     *
     * @param now             epoch milliseconds; contents published later or expired earlier are removed
     * @param seen            ids of contents that the user has seen; empty to keep them
     * @param excludedIds     ids of contents that the request excludes
     * @param followedAuthors authors that the user follows, for clauses on {@code relation}
     * @param blockedAuthors  authors that the user blocks
     * @param mutedTags       tags that the user mutes
     * @param filters         filters that a content must satisfy, that of the request last
     */
    public record Rules(
            long now,
            Collection<? extends Collection<String>> seen,
            Collection<String> excludedIds,
            Set<String> followedAuthors,
            Set<String> blockedAuthors,
            Set<String> mutedTags,
            List<FilterGroup> filters) {}

    public static ContentFilter compile(ServingSnapshot snapshot, Rules rules) {
        IntHashSet seen = new IntHashSet(rules.seen().stream().mapToInt(Collection::size).sum());
        rules.seen().forEach(ids -> addOrdinals(snapshot, ids, seen));
        IntHashSet excluded = new IntHashSet(rules.excludedIds().size());
        addOrdinals(snapshot, rules.excludedIds(), excluded);
        Condition[] conditions = new ClauseCompiler(snapshot, rules).conditions();
        boolean removesNothing = excluded.isEmpty() && conditions.length == 0 && snapshot.allEligible(rules.now());
        return new ContentFilter(snapshot, rules.now(), snapshot.eligible(rules.now()), seen, excluded, conditions,
                removesNothing);
    }

    private static void addOrdinals(ServingSnapshot snapshot, Collection<String> ids, IntHashSet into) {
        for (String id : ids) {
            int content = snapshot.contentOrdinal(id);
            if (content >= 0) {
                into.add(content);
            }
        }
    }

    /** Returns {@link #ACCEPTED}, {@link #SEEN} or {@link #FILTERED}. */
    public int verdict(int content) {
        return seen.contains(content) ? SEEN : removes(content) ? FILTERED : ACCEPTED;
    }

    /** Returns true if a content that the user has not seen is {@link #FILTERED}. */
    public boolean removes(int content) {
        if (removesNothing) {
            return false;
        }
        if (!recallable.test(content) || (!excluded.isEmpty() && excluded.contains(content))) {
            return true;
        }
        for (Condition condition : conditions) {
            if (!condition.predicate().test(content)) {
                return true;
            }
        }
        return false;
    }

    /** Returns every condition that a content does not satisfy; none if it is {@link #ACCEPTED}. */
    public List<Exclusion> exclusions(int content) {
        List<Exclusion> exclusions = new ArrayList<>();
        LiveContent live = snapshot.overlay().find(content);
        GraphTables tables = snapshot.tables();
        if (live == null ? tables.isHidden(content) : live.status() == Description.Status.HIDDEN) {
            exclusions.add(Exclusion.of(Exclusion.Reason.HIDDEN, "it is hidden"));
        }
        if (live != null && live.status() == null) {
            exclusions.add(Exclusion.of(Exclusion.Reason.WITHDRAWN, "it is withdrawn"));
        }
        if (live == null && tables.isUndescribed(content)) {
            exclusions.add(Exclusion.of(Exclusion.Reason.UNDESCRIBED, "only events mention it"));
        }
        if (snapshot.publishedAt(content) > now) {
            exclusions.add(Exclusion.of(Exclusion.Reason.NOT_PUBLISHED,
                    "it is published at " + Instant.ofEpochMilli(snapshot.publishedAt(content))
                            + ", and the service's clock is at "
                            + Instant.ofEpochMilli(now)));
        }
        long expiresAt = live == null ? tables.expiresAt()[content] : live.expiresAt();
        if (expiresAt <= now) {
            exclusions.add(Exclusion.of(
                    Exclusion.Reason.EXPIRED, "it expired at " + Instant.ofEpochMilli(expiresAt)));
        }
        if (seen.contains(content)) {
            exclusions.add(Exclusion.of(Exclusion.Reason.SEEN, "the user has seen it"));
        }
        if (excluded.contains(content)) {
            exclusions.add(Exclusion.of(Exclusion.Reason.EXCLUDED_ID, "the request names its id"));
        }
        for (Condition condition : conditions) {
            if (!condition.predicate().test(content)) {
                exclusions.add(condition.violation());
            }
        }
        return exclusions;
    }

    /** The contents that may be recalled at all, and that of a filter of {@link #only}. */
    public IntPredicate eligible() {
        return recallable;
    }

    /** Returns a filter that accepts one content only. */
    public ContentFilter only(int content) {
        Condition one = new Condition(
                other -> other == content, Exclusion.of(Exclusion.Reason.CLAUSE, "it is another content"));
        return new ContentFilter(snapshot, now, other -> other == content || recallable.test(other), new IntHashSet(),
                new IntHashSet(), new Condition[] {one}, false);
    }

    /** Ordinals of the contents that the user has seen, in no order. Callers must not modify the array. */
    public int[] seen() {
        return seenList;
    }
}
