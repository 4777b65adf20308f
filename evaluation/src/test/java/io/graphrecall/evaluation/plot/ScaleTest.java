package io.graphrecall.evaluation.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void startsAndEndsAtRoundValues() {
        Scale scale = Scale.over(0, 0.264, 100, 0);
        assertThat(scale.ticks()).hasSize(7);
        assertThat(scale.low()).isZero();
        assertThat(scale.high()).isCloseTo(0.3, within(1e-12));
        assertThat(scale.label(0.15)).isEqualTo("0.15");
        assertThat(scale.position(0)).isEqualTo(100);
        assertThat(scale.position(0.3)).isCloseTo(0, within(1e-9));
        assertThat(scale.position(0.15)).isCloseTo(50, within(1e-9));
    }

    @Test
    void coversValuesOnBothSidesOfZero() {
        Scale scale = Scale.over(-0.012, 0.049, 0, 1);
        assertThat(scale.ticks()).contains(0.0);
        assertThat(scale.low()).isCloseTo(-0.02, within(1e-12));
        assertThat(scale.high()).isCloseTo(0.06, within(1e-12));
    }

    @Test
    void equalValuesHaveAScale() {
        Scale scale = Scale.over(1, 1, 0, 10);
        assertThat(scale.position(1)).isBetween(0.0, 10.0);
        assertThat(scale.ticks()).isNotEmpty();
    }

    @Property
    void coversItsValuesWithTwoToEightTicks(
            @ForAll @DoubleRange(min = -1, max = 1) double one, @ForAll @DoubleRange(min = -1, max = 1) double other) {
        Scale scale = Scale.over(Math.min(one, other), Math.max(one, other), 0, 100);
        assertThat(scale.position(one)).isBetween(-1e-3, 100 + 1e-3);
        assertThat(scale.position(other)).isBetween(-1e-3, 100 + 1e-3);
        assertThat(scale.ticks()).hasSizeBetween(2, 8);
    }
}
