package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class GenerationRecallTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void channelsOfARequestAreCheckedWithoutAGeneration() {
        assertThatCode(() -> require("i2i", "v2v_text", "v2v_own")).doesNotThrowAnyException();
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> require("i2i", "populer"))
                .withMessageStartingWith(
                        "the request has the unknown channel 'populer', expected one of i2i, popular, ");
    }

    @Test
    void channelsOfTheScenesAreCheckedToo() throws IOException {
        Files.writeString(home.resolve(SettingsSource.FILE),
                "recall.scenes.detail.channels = [{id: populer, quota: 10, min: 1, weight: 1}]");

        assertThatExceptionOfType(RecallException.class).isThrownBy(this::require)
                .withMessageStartingWith("scene 'detail' has the unknown channel 'populer'");
    }

    private void require(String... channels) {
        GenerationRecall.requireChannels(
                PipelineSettings.of(home, StandardModules.LIST), home, StandardModules.LIST, List.of(channels));
    }
}
