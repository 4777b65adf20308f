package io.graphrecall.pipeline.channel.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.Action;
import org.junit.jupiter.api.Test;

class SequenceFingerprintTest {

    private static final long NOW = 1_780_000_000_000L;

    @Test
    void changesWithEachPartOfAnEventThatTheModelReads() {
        long known = of(new Engagement("1", Action.LIKE, "c1", NOW - 1_000, 0, 300, null));

        assertThat(of(new Engagement("1", Action.LIKE, "c1", NOW - 1_000, 0, 300, "detail"))).isEqualTo(known);
        assertThat(of(new Engagement("1", Action.DISLIKE, "c1", NOW - 1_000, 0, 300, null))).isNotEqualTo(known);
        assertThat(of(new Engagement("1", Action.LIKE, "c2", NOW - 1_000, 0, 300, null))).isNotEqualTo(known);
        assertThat(of(new Engagement("1", Action.LIKE, "c1", NOW - 1_000, 0, 60_000, null))).isNotEqualTo(known);
        assertThat(of(new Engagement("1", Action.LIKE, "c1", NOW - 3_600_000, 0, 300, null))).isNotEqualTo(known);
    }

    private static long of(Engagement engagement) {
        return SequenceFingerprint.of(UserState.empty(UserState.VISITOR).with(engagement), NOW);
    }
}
