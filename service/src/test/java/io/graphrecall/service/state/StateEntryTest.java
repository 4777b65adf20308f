package io.graphrecall.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.util.List;

class StateEntryTest {

    @Test
    void anEntryEndsWithTheFirstEventAfterItsTime() {
        UserState nobody = UserState.empty(new UserId("u"));
        List<Engagement> events = List.of(new Engagement("e", Action.CLICK, "a", 5, 0, -1, null));

        assertThat(new StateEntry.Loaded(nobody, Long.MAX_VALUE).with(events, 7))
                .isEqualTo(new StateEntry.Loaded(nobody.with(events.getFirst()).at(7), Long.MAX_VALUE));
        assertThat(new StateEntry.Loaded(nobody, System.currentTimeMillis()).with(events, 7)).isNull();
    }
}
