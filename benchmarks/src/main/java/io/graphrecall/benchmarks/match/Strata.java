package io.graphrecall.benchmarks.match;

import io.graphrecall.gnn.deepmatch.Buckets;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;

import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Groups of evaluation queries in which models differ. */
final class Strata {

    static final String ALL = "all";

    private static final int FEW_CLICKS = 5;

    private Strata() {}

    /**
     * Returns the numbers of the queries of each group.
     *
     * @param genuine true for targets that were clicked from interest, by event identity; empty if it is not known
     */
    static Map<String, BitSet> of(List<LastEngagements.Query> queries, Map<String, Boolean> genuine) {
        Map<String, BitSet> strata = new LinkedHashMap<>();
        Predicate<LastEngagements.Query> interest = query -> genuine.getOrDefault(query.event(), false);
        put(strata, ALL, queries, query -> true);
        put(strata, "interest", queries, interest);
        put(strata, "interest, search in session", queries, interest.and(Strata::searchedInSession));
        put(strata, "at most %d clicks, with a search".formatted(FEW_CLICKS), queries, query -> count(query,
                event -> event.action().positive()) <= FEW_CLICKS && count(query, Strata::isSearch) > 0);
        put(strata, "search scene", queries, query -> Objects.equals(query.scene(), "search"));
        put(strata, "other scenes", queries, query -> !Objects.equals(query.scene(), "search"));
        strata.values().removeIf(BitSet::isEmpty);
        return strata;
    }

    private static void put(
            Map<String, BitSet> strata, String name, List<LastEngagements.Query> queries,
            Predicate<LastEngagements.Query> member) {
        BitSet members = new BitSet();
        IntStream.range(0, queries.size()).filter(index -> member.test(queries.get(index))).forEach(members::set);
        strata.put(name, members);
    }

    private static boolean searchedInSession(LastEngagements.Query query) {
        return count(query, event -> isSearch(event)
                && Buckets.inSession(Duration.between(event.at(), query.at()).toMillis())) > 0;
    }

    private static boolean isSearch(BehaviourEvent event) {
        return event.action() == Action.SEARCH;
    }

    private static long count(LastEngagements.Query query, Predicate<BehaviourEvent> condition) {
        return query.before().stream().filter(condition).count();
    }
}
