package io.graphrecall.pipeline.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.blend.TieBreak;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class TopContentsTest {

    private static final ServingSnapshot SNAPSHOT = new SmallWorld()
            .content(IntStream.range(0, 40).mapToObj(i -> "c" + i).toArray(String[]::new)).snapshot();

    @Property
    void keepsWhatASortWouldPutFirst(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 8) Integer> scores,
            @ForAll @IntRange(max = 45) int limit) {
        TieBreak ties = TieBreak.of(3, "u");
        TopContents top = new TopContents(limit, ties, SNAPSHOT);
        for (int i = 0; i < scores.size(); i++) {
            top.offer(i, scores.get(i));
        }
        List<Integer> sorted = IntStream.range(0, scores.size()).boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -scores.get(i))
                        .thenComparingInt(i -> ties.rank(SNAPSHOT.contentHash(i))))
                .limit(limit).toList();

        assertThat(Arrays.stream(top.contents()).boxed().toList()).isEqualTo(sorted);
        assertThat(top.scores()).hasSize(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            assertThat(top.scores()[i]).isEqualTo((float) scores.get(sorted.get(i)));
        }
    }
}
