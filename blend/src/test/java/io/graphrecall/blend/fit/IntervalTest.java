package io.graphrecall.blend.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void quantilesAreInterpolated() {
        double[] sorted = {0, 1, 2, 3, 4};
        assertThat(Interval.quantile(sorted, 0.5)).isEqualTo(2);
        assertThat(Interval.quantile(sorted, 0.1)).isCloseTo(0.4, within(1e-12));
        assertThat(Interval.quantile(sorted, 1)).isEqualTo(4);
    }
}
