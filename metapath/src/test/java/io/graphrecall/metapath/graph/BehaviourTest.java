package io.graphrecall.metapath.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.schema.Action;
import org.junit.jupiter.api.Test;

class BehaviourTest {

    @Test
    void usersAreSortedByKeyAndKeepTheirEvents() {
        Behaviour behaviour = new Behaviour.Builder()
                .user("zoe").event(Action.CLICK, 3, 10, -1, -1, -1).event(Action.SEARCH, 4, 11, -1, -1, 7)
                .user("amy")
                .user("bob").event(Action.PURCHASE, 5, 12, 900, 2, -1)
                .build();

        assertThat(behaviour.users().keys()).containsExactly("amy", "bob", "zoe");
        assertThat(behaviour.start(0)).isEqualTo(behaviour.end(0));
        int purchase = behaviour.start(1);
        assertThat(behaviour.end(1) - purchase).isEqualTo(1);
        assertThat(behaviour.action(purchase)).isEqualTo(Action.PURCHASE);
        assertThat(behaviour.target(purchase)).isEqualTo(5);
        assertThat(behaviour.dwellMs(purchase)).isEqualTo(900);
        assertThat(behaviour.query(purchase)).isEqualTo(2);
        assertThat(behaviour.request(purchase)).isEqualTo(-1);
        int click = behaviour.start(2);
        assertThat(behaviour.end(2) - click).isEqualTo(2);
        assertThat(behaviour.query(click)).isEqualTo(-1);
        assertThat(behaviour.request(click + 1)).isEqualTo(7);
        assertThat(behaviour.latestTime()).isEqualTo(12);
    }

    @Test
    void growsBeyondTheInitialCapacity() {
        Behaviour.Builder builder = new Behaviour.Builder().user("u");
        for (int i = 0; i < 10_000; i++) {
            builder.event(Action.CLICK, i, i, -1, i % 1000 == 999 ? i : -1, -1);
        }
        Behaviour behaviour = builder.build();

        assertThat(behaviour.size()).isEqualTo(10_000);
        assertThat(behaviour.target(9_998)).isEqualTo(9_998);
        assertThat(behaviour.query(9_998)).isEqualTo(-1);
        assertThat(behaviour.query(9_999)).isEqualTo(9_999);
        assertThat(behaviour.query(0)).isEqualTo(-1);
    }

    @Test
    void aUserIsAddedOnlyOnce() {
        Behaviour.Builder builder = new Behaviour.Builder().user("u").user("v");

        assertThatIllegalArgumentException().isThrownBy(() -> builder.user("u"))
                .withMessageContaining("User u is added twice");
    }
}
