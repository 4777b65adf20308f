package io.graphrecall.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class ValidationHalfTest {

    @Property
    void isStable(@ForAll String user) {
        assertThat(ValidationHalf.of(user)).isEqualTo(ValidationHalf.of(user));
    }

    @Test
    void splitsUsersEvenly() {
        long inA = IntStream.range(0, 10_000).filter(n -> ValidationHalf.of("user-" + n) == ValidationHalf.A).count();
        // Six standard deviations of a fair coin.
        assertThat(inA).isBetween(4_700L, 5_300L);
    }

    @Test
    void followsTheFirstByteOfTheDigest() {
        // printf abc | sha256sum begins with ba, printf '' with e3.
        assertThat(ValidationHalf.of("abc")).isEqualTo(ValidationHalf.A);
        assertThat(ValidationHalf.of("")).isEqualTo(ValidationHalf.B);
    }
}
