package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class NodeIndexTest {

    @Property(tries = 200)
    void theOrdinalOfAKeyIsItsPositionInTheList(
            @ForAll("keys") List<String> keys, @ForAll String other) {
        NodeIndex index = NodeIndex.of(keys);
        assertThat(index.size()).isEqualTo(keys.size());
        assertThat(index.keys()).isEqualTo(keys);
        for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
            assertThat(index.ordinal(keys.get(ordinal))).isEqualTo(ordinal);
            assertThat(index.key(ordinal)).isEqualTo(keys.get(ordinal));
        }
        assertThat(index.ordinal(other)).isEqualTo(keys.indexOf(other));
    }

    /** Different keys of ASCII, of few other characters and of any valid ones. */
    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(3),
                Arbitraries.strings().withChars("aä凝").ofMaxLength(3),
                Arbitraries.strings().ofMaxLength(3).filter(StandardCharsets.UTF_8.newEncoder()::canEncode))
                .list().uniqueElements().ofMaxSize(200);
    }

    @Test
    void aKeyThatIsNotValidUnicodeIsRejected() {
        assertThatThrownBy(() -> NodeIndex.of(List.of("a", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the key of ordinal 1 is not valid Unicode");
    }

    @Test
    void keysWithEqualHashCodesAreDistinguished() {
        List<String> keys = IntStream.range(0, 256).mapToObj(bits -> {
            StringBuilder key = new StringBuilder();
            IntStream.range(0, 8).forEach(bit -> key.append((bits >> bit & 1) == 0 ? "Aa" : "BB"));
            return key.toString();
        }).toList();
        assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
        NodeIndex index = NodeIndex.of(keys);
        keys.forEach(key -> assertThat(index.key(index.ordinal(key))).isEqualTo(key));
        assertThat(index.ordinal("AaAaAaAaAaAaAaC#")).isEqualTo(-1);
    }

    @Test
    void aDuplicateKeyIsRejected() {
        assertThatThrownBy(() -> NodeIndex.of(List.of("a", "b", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key 'a' occurs twice, at ordinals 0 and 2");
    }

    @Test
    void theIndexCopiesTheList() {
        List<String> keys = new ArrayList<>(List.of("a", "b"));
        NodeIndex index = NodeIndex.of(keys);
        keys.set(0, "c");
        assertThat(index).isEqualTo(NodeIndex.of(List.of("a", "b"))).isNotEqualTo(NodeIndex.EMPTY);
        assertThat(index).hasSameHashCodeAs(NodeIndex.of(List.of("a", "b"))).hasToString("NodeIndex[2 keys]");
    }

    @Test
    void theEmptyIndexContainsNoKey() {
        assertThat(NodeIndex.EMPTY.size()).isZero();
        assertThat(NodeIndex.EMPTY.ordinal("")).isEqualTo(-1);
    }
}
