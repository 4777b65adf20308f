package io.graphrecall.benchmarks.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class SwappedSearchesTest {

    @Test
    void usersGetTheSearchesOfOthersInChronologicalOrder() {
        Map<String, List<BehaviourEvent>> swapped = SwappedSearches.of(Map.of(
                "a", List.of(search("a", 1), click("a", 2), search("a", 5)),
                "b", List.of(click("b", 3), search("b", 4), click("b", 6))));

        assertThat(swapped.get("a")).containsExactly(click("a", 2), search("a", "b", 4));
        assertThat(swapped.get("b")).containsExactly(
                search("b", "a", 1), click("b", 3), search("b", "a", 5), click("b", 6));
    }

    private static BehaviourEvent click(String user, int at) {
        return event(user, Action.CLICK, new ContentId("c" + at), at);
    }

    private static BehaviourEvent search(String user, int at) {
        return search(user, user, at);
    }

    private static BehaviourEvent search(String user, String searcher, int at) {
        return event(user, Action.SEARCH, new QueryText(searcher + " wants"), at);
    }

    private static BehaviourEvent event(String user, Action action, NodeKey target, int at) {
        return new BehaviourEvent("e" + at, new UserId(user), action, target, Instant.ofEpochSecond(at), at, null, null,
                null, null);
    }
}
