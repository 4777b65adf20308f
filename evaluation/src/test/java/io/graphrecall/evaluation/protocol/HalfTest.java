package io.graphrecall.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class HalfTest {

    @Property
    void isAlwaysTheSame(@ForAll String user) {
        assertThat(Half.of(user)).isEqualTo(Half.of(user));
    }

    @Test
    void dividesUsersEvenly() {
        long inA = IntStream.range(0, 10_000).filter(n -> Half.of("user-" + n) == Half.A).count();
        // Six standard deviations of a fair coin.
        assertThat(inA).isBetween(4_700L, 5_300L);
    }

    @Test
    void followsTheFirstByteOfTheDigest() {
        // printf abc | sha256sum begins with ba, printf '' with e3.
        assertThat(Half.of("abc")).isEqualTo(Half.A);
        assertThat(Half.of("")).isEqualTo(Half.B);
    }
}
