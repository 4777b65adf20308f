package io.graphrecall.service.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class KeyRangeTest {

    @Property
    void hasTheKeysWithThePrefixAfterTheGivenOne(
            @ForAll @Chars({'a', 'b', '\ud7ff', '\ue000', '\uffff'}) @StringLength(max = 3) String prefix,
            @ForAll @Chars({'a', 'b', '\0', '\ud7ff', '\ue000', '\uffff'}) @StringLength(max = 3) String end,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 5) String other) {
        String after = prefix + end;
        for (String key : new String[] {other, after, after + "a", after + "\0", prefix, prefix + other}) {
            assertThat(contains(KeyRange.of(prefix, null), key)).as("%s in %s", key, prefix)
                    .isEqualTo(key.startsWith(prefix));
            assertThat(contains(KeyRange.of(prefix, after), key)).as("%s in %s after %s", key, prefix, after)
                    .isEqualTo(key.startsWith(prefix) && compare(key, after) > 0);
        }
    }

    @Test
    void endsAfterTheLastCodePoint() {
        String last = Character.toString(Character.MAX_CODE_POINT);
        assertThat(KeyRange.of("a" + last, null).to()).isEqualTo("b");
        assertThat(contains(KeyRange.of("", null), last.repeat(512))).isTrue();
        assertThat(contains(KeyRange.of(last, null), last.repeat(512))).isTrue();
        assertThat(KeyRange.of("x\ud83d\ude00", null).to()).isEqualTo("x\ud83d\ude01");
    }

    private static boolean contains(KeyRange range, String key) {
        return compare(range.from(), key) <= 0 && compare(key, range.to()) < 0;
    }

    /** Compares as the graph does. */
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
