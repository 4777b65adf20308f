package io.graphrecall.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ContentId;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ExclusionsTest {

    @Test
    void theLatestImpressionsAndAllEngagementsAreExcluded() {
        Stream<LoggedEvent> shown = IntStream.range(0, UserState.MAX_IMPRESSED)
                .mapToObj(i -> step(Action.IMPRESSION, "c" + i, i));
        List<LoggedEvent> history = Stream.of(
                Stream.of(step(Action.CLICK, "clicked", 0)), shown,
                Stream.of(step(Action.IMPRESSION, "c0", 1_000), step(Action.IMPRESSION, "new", 1_001)))
                .flatMap(steps -> steps).toList();

        assertThat(Exclusions.of(history, Exclusions.Preferences.NONE).seen())
                .as("c0 was shown again, so c1 is the oldest impression")
                .contains("clicked", "c0", "c2", "new").doesNotContain("c1").hasSize(UserState.MAX_IMPRESSED + 1);
    }

    private static LoggedEvent step(Action action, String content, long at) {
        return new LoggedEvent(at, "u", action, new ContentId(content), at, -1, null);
    }
}
