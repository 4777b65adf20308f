package io.graphrecall.service.filter;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The verdict on contents for one request: seen ones, excluded ones, hidden, expired or not yet published ones, blocked
 * authors, muted tags and the request's clauses. Compiled once a request and asked inside the search, so that a filter
 * never eats into the answer's size. Thread-safe.
 */
public final class ContentFilter {

    /** May be answered. */
    public static final int ACCEPTED = 0;
    /** The user has seen it. */
    public static final int SEEN = 1;
    /** A filter removes it. */
    public static final int FILTERED = 2;

    private final IntPredicate recallable;
    private final IntHashSet seen;
    private final IntHashSet excluded;
    private final Condition[] conditions;
    private final int[] seenList;
    private final boolean removesNothing;

    private ContentFilter(
            IntPredicate recallable,
            IntHashSet seen,
            IntHashSet excluded,
            Condition[] conditions,
            boolean removesNothing) {
        this.recallable = recallable;
        this.seen = seen;
        this.excluded = excluded;
        this.conditions = conditions;
        seenList = seen.toArray();
        this.removesNothing = removesNothing;
    }

    /**
     * Something that must hold of every content.
     *
     * @param otherwise what is the matter with a content of which it does not hold
     */
    record Condition(IntPredicate holds, String otherwise) {}

    /**
     * What a filter is made of.
     *
     * @param now            epoch milliseconds: later publications and earlier expiries are filtered
     * @param seen           contents the user has seen, as ids; empty where seen ones may come back
     * @param exclude        contents the request does not want
     * @param followedAuthors whom the user follows: what a clause may ask for
     * @param blockedAuthors authors the user does not want
     * @param mutedTags      tags the user does not want
     * @param must           all of these must hold
     * @param mustNot        none of these may hold
     */
    public record Rules(
            long now,
            Collection<? extends Collection<String>> seen,
            Collection<String> exclude,
            Set<String> followedAuthors,
            Set<String> blockedAuthors,
            Set<String> mutedTags,
            List<Clause> must,
            List<Clause> mustNot) {}

    public static ContentFilter compile(ServingSnapshot snapshot, Rules rules) {
        IntHashSet seen = new IntHashSet();
        rules.seen().forEach(ids -> addOrdinals(snapshot, ids, seen));
        IntHashSet excluded = new IntHashSet(rules.exclude().size());
        addOrdinals(snapshot, rules.exclude(), excluded);
        Condition[] conditions = new ClauseCompiler(snapshot, rules).conditions();
        boolean removesNothing = excluded.isEmpty() && conditions.length == 0 && snapshot.allRecallable(rules.now());
        return new ContentFilter(snapshot.recallable(rules.now()), seen, excluded, conditions, removesNothing);
    }

    private static void addOrdinals(ServingSnapshot snapshot, Collection<String> ids, IntHashSet into) {
        for (String id : ids) {
            int content = snapshot.contentOrdinal(id);
            if (content >= 0) {
                into.add(content);
            }
        }
    }

    /** One of {@link #ACCEPTED}, {@link #SEEN}, {@link #FILTERED}. */
    public int verdict(int content) {
        return seen.contains(content) ? SEEN : removes(content) ? FILTERED : ACCEPTED;
    }

    /** Whether a content that the user has not seen is {@link #FILTERED}. */
    public boolean removes(int content) {
        if (removesNothing) {
            return false;
        }
        if (!recallable.test(content) || (!excluded.isEmpty() && excluded.contains(content))) {
            return true;
        }
        for (Condition condition : conditions) {
            if (!condition.holds().test(content)) {
                return true;
            }
        }
        return false;
    }

    /** What removes a content that the user has not seen, in words; null where nothing does. */
    public @Nullable String reason(int content) {
        if (!recallable.test(content)) {
            return "it is hidden, withdrawn, expired or not published yet";
        }
        if (excluded.contains(content)) {
            return "the request excludes it";
        }
        for (Condition condition : conditions) {
            if (!condition.holds().test(content)) {
                return condition.otherwise();
            }
        }
        return null;
    }

    /** A filter that lets one content through and no other. */
    public ContentFilter only(int content) {
        Condition one = new Condition(other -> other == content, "it is another content");
        return new ContentFilter(other -> true, new IntHashSet(), new IntHashSet(), new Condition[] {one}, false);
    }

    /** Whether it is known, without asking, that no content is {@link #FILTERED}. */
    public boolean removesNothing() {
        return removesNothing;
    }

    /** The contents the user has seen, in no particular order. Not to be changed. */
    public int[] seen() {
        return seenList;
    }
}
