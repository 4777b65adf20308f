package io.graphrecall.evaluation.protocol;

import io.graphrecall.gnn.deepmatch.Buckets;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Overlapping groups of requests in which channels and models differ. */
public final class Strata {

    /** Targets clicked from interest. Only the ground truth of a simulated world knows them. */
    public static final String INTEREST = "interest";
    /** Requests of users who searched in the current session. */
    public static final String SESSION_SEARCH = "session_search";
    /** Both {@link #INTEREST} and {@link #SESSION_SEARCH}. */
    public static final String INTEREST_SESSION_SEARCH = "interest_session_search";
    /** Requests of users with few positive engagements and at least one search. */
    public static final String FEW_CLICKS_SEARCH = "few_clicks_search";
    /** Targets in the results of a search. */
    public static final String SEARCH_SCENE = "search_scene";
    /** Targets in any other scene, such as a feed. */
    public static final String OTHER_SCENES = "other_scenes";

    private static final int FEW_CLICKS = 5;

    private Strata() {}

    /**
     * A request, as far as its groups depend on it.
     *
     * @param before   known events of the user
     * @param at       time of the target in epoch milliseconds
     * @param scene    scene of the target; null if unknown
     * @param interest true if the target was clicked from interest; null if unknown
     */
    public record Member(List<LoggedEvent> before, long at, @Nullable String scene, @Nullable Boolean interest) {

        public Member {
            before = List.copyOf(before);
        }

        private boolean isFromInterest() {
            return Boolean.TRUE.equals(interest);
        }

        private boolean searchedInSession() {
            return before.stream()
                    .anyMatch(event -> event.action() == Action.SEARCH && Buckets.inSession(at - event.at()));
        }

        private boolean hasFewClicksAndSearch() {
            return before.stream().filter(LoggedEvent::positive).count() <= FEW_CLICKS
                    && before.stream().anyMatch(event -> event.action() == Action.SEARCH);
        }

        private boolean isInSearchScene() {
            return Objects.equals(scene, "search");
        }
    }

    /**
     * Returns the numbers of the requests of each group. Groups of none or of all requests are left out.
     *
     * @param realTimes false if times give only an order, so that there are no sessions
     */
    public static Map<String, BitSet> of(List<Member> requests, boolean realTimes) {
        Map<String, BitSet> strata = new LinkedHashMap<>();
        strata.put(INTEREST, select(requests, Member::isFromInterest));
        if (realTimes) {
            strata.put(SESSION_SEARCH, select(requests, Member::searchedInSession));
            strata.put(INTEREST_SESSION_SEARCH,
                    select(requests, request -> request.isFromInterest() && request.searchedInSession()));
        }
        strata.put(FEW_CLICKS_SEARCH, select(requests, Member::hasFewClicksAndSearch));
        strata.put(SEARCH_SCENE, select(requests, Member::isInSearchScene));
        strata.put(OTHER_SCENES, select(requests, request -> !request.isInSearchScene()));
        strata.values().removeIf(members -> members.isEmpty() || members.cardinality() == requests.size());
        return strata;
    }

    private static BitSet select(List<Member> requests, Predicate<Member> condition) {
        BitSet members = new BitSet();
        IntStream.range(0, requests.size()).filter(index -> condition.test(requests.get(index))).forEach(members::set);
        return members;
    }
}
