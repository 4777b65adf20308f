package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.retrieval.tables.TableParameters;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class BuildSettingsTest {

    @Test
    void keepsEveryParameterAsAPlainValue() {
        assertThat(BuildSettings.of(TableParameters.DEFAULT))
                .containsOnlyKeys("engagement", "neighbours", "similar", "search", "popularityHalfLife", "spaces",
                        "metaPaths")
                .extractingByKey("neighbours", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("gapWeights", List.of(1.0, 0.8, 0.6, 0.4, 0.2)).containsEntry("neighbours", 300);
        assertThat(BuildSettings.of(TableParameters.DEFAULT).get("engagement"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("dwellFull", "PT10S")
                .extractingByKey("actions", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("click", 1.0);
    }

    @Test
    void omitsNulls() {
        record Limits(@Nullable Integer epochs, int threads) {}
        assertThat(BuildSettings.of(new Limits(null, 1))).containsExactly(Map.entry("threads", 1));
    }
}
