package io.graphrecall.pipeline.channel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;

/** The same users play a and b, and others c and d. */
class ClusterModuleTest {

    private final SmallWorld world = new SmallWorld().next("a", "b", 1).next("b", "a", 1).next("c", "d", 1)
            .next("d", "c", 1);

    @Test
    void clustersOfTextsAreServedIfTheySuitTheBehaviour() {
        pairs("text", "a", "b", "c", "d");
        pairs("personalised", "a", "b", "c", "d");

        assertThat(space()).isEqualTo("text");
    }

    @Test
    void otherwiseThoseOfThePersonalisedSpaceAreServed() {
        pairs("text", "a", "c", "b", "d");
        assertThat(space()).as("no other space").isEqualTo("text");

        pairs("personalised", "a", "b", "c", "d");
        assertThat(space()).isEqualTo("personalised");
    }

    /** Adds a space with two pairs of near contents. */
    private void pairs(String space, String one, String other, String third, String fourth) {
        world.vector(space, one, 1, 0.1f).vector(space, other, 1, 0).vector(space, third, 0.1f, 1)
                .vector(space, fourth, 0, 1);
    }

    private String space() {
        ServingSnapshot snapshot = world.snapshot();
        return ClusterModule.space(snapshot.spaces(), snapshot.tables().i2i()).map(ServingSpace::name).orElseThrow();
    }
}
