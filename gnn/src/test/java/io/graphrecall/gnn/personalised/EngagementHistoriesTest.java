package io.graphrecall.gnn.personalised;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import org.junit.jupiter.api.Test;

class EngagementHistoriesTest {

    @Test
    void skipsAndRepetitionsTakeNoPlaceInAHistory() {
        Behaviour.Builder behaviour = new Behaviour.Builder().user("u");
        for (int i = 0; i < 4; i++) {
            behaviour.event(Action.CLICK, i, i, -1, -1, -1);
        }
        for (int i = 4; i < 20; i++) {
            behaviour.event(Action.SKIP, 50 + i, i, -1, -1, -1);
        }
        behaviour.event(Action.LIKE, 2, 20, -1, -1, -1).event(Action.PLAY, 2, 21, -1, -1, -1)
                .event(Action.CLICK, 9, 22, -1, -1, -1);
        PrefixSamples samples = PrefixSamples.of(behaviour.build(), 3, 0, 1);
        assertThat(new EngagementHistories(samples).before(22)).containsExactly(1, 3, 2);
    }
}
