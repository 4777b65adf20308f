package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.ChannelShares;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class FittedBlendTest {

    private static GenerationManifest manifest(Map<String, Object> settings) {
        return new GenerationManifest(GenerationManifest.FORMAT, new GenerationId("20260101T000000Z-abcd"),
                Instant.EPOCH, Instant.EPOCH, 1, "", 0, DataSet.UNNAMED, settings, Map.of(), List.of(), new TreeMap<>(),
                new TreeMap<>());
    }

    private static Map<String, ChannelShare> shares(Object... idsAndShares) {
        Map<String, ChannelShare> shares = new LinkedHashMap<>();
        for (int i = 0; i < idsAndShares.length; i += 2) {
            shares.put((String) idsAndShares[i], (ChannelShare) idsAndShares[i + 1]);
        }
        return shares;
    }

    @Test
    void theManifestKeepsTheBlend() {
        FittedBlend fitted = new FittedBlend(Blend.RRF, new ChannelShares(shares(
                "i2i", new ChannelShare(200, 0, 0.31), "tag", new ChannelShare(100, 2, 1))));
        assertThat(FittedBlend.of(manifest(Map.of(FittedBlend.SETTING, fitted.json())))).isEqualTo(fitted);
        assertThat(FittedBlend.of(manifest(Map.of("deep_match", Map.of())))).isNull();
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> FittedBlend.of(manifest(Map.of(FittedBlend.SETTING, Map.of("blend", "rrf")))))
                .matches(e -> e.code() == RecallException.Code.CONFLICT).withMessageContaining("is no blend");
    }

    @Test
    void aChannelThatTheBuildDidNotKnowKeepsItsShare() {
        FittedBlend fitted = new FittedBlend(Blend.RRF, new ChannelShares(shares(
                "i2i", new ChannelShare(200, 0, 0.31), "gone", new ChannelShare(200, 0, 1))));
        ChannelShare own = new ChannelShare(50, 3, 0.4);
        Scene scene = new Scene("feed", Blend.WEIGHTED, null, shares("own", own, "i2i", own), Duration.ofSeconds(1),
                FilterGroup.NONE, true, false, List.of(), List.of()).withFittedBlend();
        Scene served = fitted.applied(scene, scene.channels());
        assertThat(served.blend()).isEqualTo(Blend.RRF);
        assertThat(List.copyOf(served.channels().entrySet())).containsExactly(
                Map.entry("own", own), Map.entry("i2i", new ChannelShare(200, 0, 0.31)));
        assertThat(scene.withTimeout(Duration.ofSeconds(9)).fitted()).isTrue();
        assertThat(scene.withBlend(Blend.SNAKE, null, scene.channels()).fitted()).isFalse();
    }
}
