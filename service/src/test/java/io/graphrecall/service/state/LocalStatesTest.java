package io.graphrecall.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class LocalStatesTest {

    private final AtomicInteger members = new AtomicInteger(1);
    private final LocalStates states = new LocalStates(members::get, 2, Duration.ofHours(1));

    @Test
    void aStateIsFoundUntilItIsRemoved() {
        put("ann");
        assertThat(states.find("ann")).isNotNull().extracting(UserState::user).isEqualTo(new UserId("ann"));
        states.remove("ann");
        assertThat(states.find("ann")).isNull();
    }

    @Test
    void aStateThatWasReadBeforeAChangeIsNotStoredAfterIt() {
        long before = states.removals();
        states.remove("ann");
        states.put(state("ann"), before);
        assertThat(states.find("ann")).isNull();
    }

    @Test
    void aMemberHasNoCopiesFromBeforeAnotherMemberJoined() {
        put("ann");
        members.set(2);
        assertThat(states.find("ann")).isNull();
        put("bob");
        members.set(1);
        assertThat(states.find("ann")).isNull();
        assertThat(states.find("bob")).isNull();
    }

    @Test
    void theLeastRecentlyUsedStateIsDropped() {
        put("ann");
        put("bob");
        states.find("ann");
        put("eve");
        assertThat(states.find("bob")).isNull();
        assertThat(states.find("ann")).isNotNull();
    }

    @Test
    void anOldCopyIsReadAgain() throws InterruptedException {
        LocalStates brief = new LocalStates(members::get, 2, Duration.ofMillis(60));
        brief.put(state("ann"), brief.removals());
        Thread.sleep(2);
        assertThat(brief.find("ann")).isNull();
    }

    private void put(String user) {
        states.put(state(user), states.removals());
    }

    private static UserState state(String user) {
        return UserState.empty(new UserId(user));
    }
}
