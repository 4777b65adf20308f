package io.graphrecall.pipeline.channel.multimodal;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.multimodal.MultimodalTraining;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModules;
import io.graphrecall.pipeline.filter.EligibilitySettings;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

class MultimodalModuleTest {

    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    @Test
    void aContentThatTheEncoderFailsOnHasNoVectorAndOthersHaveOne() throws IOException {
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(new byte[4 * RATE]),
                        new AudioFormat(RATE, 16, 1, true, false), 2 * RATE),
                AudioFileFormat.Type.WAVE, folder.resolve("silence.wav").toFile());
        GenerationStore store = new GenerationStore(folder.resolve("generations"));
        byte[] encoder = encoderOfOtherSound();
        float[] known = new float[2 * MultimodalParameters.Model.DEFAULT.width()];
        known[0] = 1;
        SmallWorld world = new SmallWorld().vector(MultimodalEncoder.MULTIMODAL, "known", known);
        ModuleContext context = new ModuleContext(
                new SettingsValues(Map.of(EligibilitySettings.SECTION, new EligibilitySettings(false))), folder, folder,
                new Terms(), new ScoreBoards(), name -> {
                    throw new AssertionError("caches nothing");
                });
        try (ServingModules modules = new ServingModules(List.of(MultimodalModule::new), context);
                Generation generation = store.open(
                        world.write(store, 0, writer -> writer.bytes(MultimodalEncoder.ARRAY, encoder)), 0)) {
            ServingSnapshot snapshot = modules.open(generation).with(List.of(
                    change("first", Description.Media.NONE),
                    change("sound", new Description.Media(null, List.of(), null, "silence.wav")),
                    change("last", Description.Media.NONE)));

            assertThat(snapshot.overlay().vectors(MultimodalEncoder.MULTIMODAL)).containsOnlyKeys(
                    snapshot.contentOrdinal("first"), snapshot.contentOrdinal("last"));
        }
    }

    /** Returns an encoder of sound segments with another length than those of files. */
    private byte[] encoderOfOtherSound() throws IOException {
        MultimodalParameters defaults = MultimodalParameters.DEFAULT;
        ContentSample sample = new ContentSample(List.of("red", "coat"), List.of(), List.of(new float[8]));
        Path file = folder.resolve("encoder.npz");
        try (MultimodalEncoder encoder = new MultimodalTraining(
                defaults.withSchedule(defaults.schedule().withMaxEpochs(1)), 1, ComputeDevice.CPU)
                .train(Collections.nCopies(4, sample), null, Progress.NONE)) {
            encoder.write(file);
        }
        return Files.readAllBytes(file);
    }

    private static ContentChange change(String id, Description.Media media) {
        return new ContentChange(new ContentId(id), new Content(new ContentId(id), new Description(
                "red coat", null, List.of(), Map.of(), List.of(), null, null, null, Description.Status.ACTIVE, media,
                Map.of(), Map.of())), 1);
    }
}
