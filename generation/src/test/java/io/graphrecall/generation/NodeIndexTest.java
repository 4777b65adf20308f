package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class NodeIndexTest {

    @Property(tries = 200)
    void theOrdinalOfAKeyIsItsPositionInTheList(
            @ForAll @UniqueElements @Size(max = 200) List<@StringLength(max = 3) String> keys,
            @ForAll String other) {
        NodeIndex index = NodeIndex.of(keys);
        assertThat(index.size()).isEqualTo(keys.size());
        assertThat(index.keys()).isEqualTo(keys);
        for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
            assertThat(index.ordinal(keys.get(ordinal))).isEqualTo(ordinal);
            assertThat(index.key(ordinal)).isEqualTo(keys.get(ordinal));
        }
        assertThat(index.ordinal(other)).isEqualTo(keys.indexOf(other));
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
