package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class OverlapCounterTest {

    private final OverlapCounter counter = new OverlapCounter(List.of("i2i", "tag", "fresh"));

    @Test
    void countsCommonContentsOfTheListsOfARequest() {
        counter.add(Map.of("i2i", Lists.list("a", "b", "c"), "tag", Lists.list("c", "d")));
        counter.add(Map.of("i2i", Lists.list("d"), "tag", Lists.list("a", "d")));
        assertThat(counter.overlap()).isEqualTo(Map.of(
                "i2i", Map.of("i2i", 1.0, "tag", 0.5, "fresh", 0.0),
                "tag", Map.of("i2i", 0.5, "tag", 1.0, "fresh", 0.0),
                "fresh", Map.of("i2i", 0.0, "tag", 0.0, "fresh", 0.0)));
    }

    @Test
    void rowsAreSharesOfTheirOwnList() {
        counter.add(Map.of("i2i", Lists.list("a", "b", "c", "d"), "fresh", Lists.list("a")));
        assertThat(counter.overlap().get("i2i")).containsEntry("fresh", 0.25);
        assertThat(counter.overlap().get("fresh")).containsEntry("i2i", 1.0);
    }
}
