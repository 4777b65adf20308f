package io.graphrecall.pipeline.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

class SpaceMapTest {

    @Test
    void aSpaceOfMoreDimensionsThanContentsHasAMap() {
        SmallWorld world = new SmallWorld();
        Random random = new Random(3);
        for (int content = 0; content < 40; content++) {
            float[] vector = new float[128];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian();
            }
            world.vector("own", "c%02d".formatted(content), vector);
        }

        SpaceMap map = SpaceMap.of(Objects.requireNonNull(world.snapshot().spaces().get("own")), 1);

        assertThat(map.contents()).hasSize(40);
        assertThat(map.x()).doesNotHaveDuplicates();
        assertThat(Arrays.stream(map.x()).average()).hasValueCloseTo(0.0, within(1e-6));
        assertThat(Arrays.stream(map.y()).average()).hasValueCloseTo(0.0, within(1e-6));
        assertThat(map.explained()[0]).isGreaterThan(map.explained()[1]).isLessThan(0.2);
    }
}
