package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.ImpressionWindow.Shown;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

class ImpressionWindowTest {

    @Test
    void theWindowHasTheNewestContentsAndCountsWhatChanged() {
        Random random = new Random(7);
        ImpressionWindow window = new ImpressionWindow();
        Map<String, Long> expected = new HashMap<>();
        for (int batch = 0; batch < 60; batch++) {
            List<Shown> impressions = IntStream.range(0, random.nextInt(1, 300))
                    .mapToObj(i -> new Shown("c" + random.nextInt(900), random.nextInt(2_000))).toList();
            Map<String, Long> before = Map.copyOf(expected);
            impressions.forEach(shown -> expected.merge(shown.content(), shown.at(), Math::max));
            List<Shown> newest = expected.entrySet().stream().map(one -> new Shown(one.getKey(), one.getValue()))
                    .sorted()
                    .toList();
            newest = newest.subList(Math.max(0, newest.size() - ImpressionWindow.SIZE), newest.size());
            expected.clear();
            newest.forEach(shown -> expected.put(shown.content(), shown.at()));
            long changed = impressions.stream().distinct()
                    .filter(shown -> Objects.equals(expected.get(shown.content()), shown.at())
                            && !Objects.equals(before.get(shown.content()), shown.at()))
                    .count();

            long superseded = impressions.stream()
                    .filter(shown -> !Objects.equals(expected.get(shown.content()), shown.at())).count();

            assertThat(window.add(impressions))
                    .isEqualTo(new ImpressionWindow.Added((int) changed, (int) superseded));
            assertThat(window.impressions()).isEqualTo(newest);
        }
        assertThat(window.impressions()).hasSize(ImpressionWindow.SIZE);
    }
}
