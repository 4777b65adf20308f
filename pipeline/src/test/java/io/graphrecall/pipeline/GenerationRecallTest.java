package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.state.UserStateSource;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class GenerationRecallTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void aBuiltGenerationRecallsWithoutAService() {
        new SmallWorld().content("a", "b").next("a", "b", 0.5f)
                .publish(new GenerationStore(home.resolve("generations")), 1);

        // As in docs/how-to/embed-the-pipeline.md.
        GenerationStore store = new GenerationStore(home.resolve("generations"));
        List<ServingModule.Factory> modules = StandardModules.LIST;
        UserStateSource users = (user, limit) -> new StateRead(
                UserState.empty(user).with(new Engagement("e1", Action.CLICK, "a", SmallWorld.NOW - 1, 0, -1, null)),
                StateRead.Source.CLUSTER);
        try (Generation generation = store.open(store.current().orElseThrow());
                GenerationRecall recall = GenerationRecall.of(
                        PipelineSettings.of(home, modules), home, modules, generation, users)) {
            RecallResult result = recall.pipeline().recall(RecallRequest.of(new UserId("u1"), 10));

            assertThat(IntStream.range(0, result.size()).mapToObj(result::contentId)).containsExactly("b");
        }
    }

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
