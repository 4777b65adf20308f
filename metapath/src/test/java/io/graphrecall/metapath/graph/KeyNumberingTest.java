package io.graphrecall.metapath.graph;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

class KeyNumberingTest {

    private static final int GROUPS = 3;

    @Property
    void keysAreNumberedByFirstUseAndSorted(@ForAll List<String> words) {
        KeyNumbering keys = new KeyNumbering();
        words.forEach(keys::intern);

        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(words));
        assertThat(keys.size()).isEqualTo(distinct.size());
        KeyNumbering.Sorted sorted = keys.sorted(number -> GROUPS - number % GROUPS);
        assertThat(sorted.index().keys()).hasSameSizeAs(distinct).isSortedAccordingTo(
                Comparator.<String>comparingInt(key -> -(keys.number(key) % GROUPS)).thenComparing(key -> key));
        assertThat(keys.sorted().index().keys()).isSorted().hasSameSizeAs(distinct);
        for (int number = 0; number < distinct.size(); number++) {
            assertThat(keys.number(distinct.get(number))).isEqualTo(number);
            int ordinal = sorted.ordinal(number);
            assertThat(sorted.index().key(ordinal)).isEqualTo(distinct.get(number));
            assertThat(sorted.numbers()[ordinal]).isEqualTo(number);
        }
        assertThat(keys.number("unknown key \u0000")).isEqualTo(-1);
    }
}
