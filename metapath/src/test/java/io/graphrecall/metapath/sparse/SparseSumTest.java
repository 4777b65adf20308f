package io.graphrecall.metapath.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SparseSumTest {

    @Property
    void equalsAMapOverSeveralUses(
            @ForAll @Size(max = 4) List<@Size(max = 300) List<@IntRange(max = 150) Integer>> uses) {
        SparseSum sum = new SparseSum(2);
        for (List<Integer> ordinals : uses) {
            sum.clear();
            Map<Integer, Float> expected = new HashMap<>();
            for (int i = 0; i < ordinals.size(); i++) {
                sum.add(ordinals.get(i), i + 1);
                expected.merge(ordinals.get(i), i + 1f, Float::sum);
            }

            assertThat(sums(sum)).isEqualTo(expected);
        }
    }

    @Test
    void addsScaledSlices() {
        SparseSum sum = new SparseSum();

        sum.add(new int[] {9, 4, 7, 9}, new float[] {9, 1, 2, 9}, 1, 3, 0.5f);
        sum.add(4, 1);

        assertThat(sums(sum)).isEqualTo(Map.of(4, 1.5f, 7, 1f));
    }

    private static Map<Integer, Float> sums(SparseSum sum) {
        return IntStream.range(0, sum.size()).boxed().collect(Collectors.toMap(sum::ordinal, sum::sum));
    }

    @Test
    void topReturnsTheLargestPositiveSumsInOrder() {
        SparseSum sum = new SparseSum();
        sum.add(5, 2);
        sum.add(3, 2);
        sum.add(8, 7);
        sum.add(1, -1);
        sum.add(2, 1);

        assertThat(sum.top(3).ordinals()).containsExactly(8, 3, 5);
        assertThat(sum.top(3).weights()).containsExactly(7, 2, 2);
        assertThat(sum.top(99).ordinals()).containsExactly(8, 3, 5, 2);
        assertThat(sum.top(0)).isSameAs(SparseVector.EMPTY);
    }
}
