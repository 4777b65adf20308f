package io.graphrecall.gnn.multimodal;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.testing.Discs;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class MultimodalStepTest {

    /** An encoder that is trained in little time. */
    private static final MultimodalParameters SMALL = MultimodalParameters.DEFAULT.withModel(
            new MultimodalParameters.Model(
                    16, 2, 1, 1, 1, 0.1f, 16, 8, 8, 8, 100, 2, MultimodalParameters.Fusion.LATE, FrameModel.BUILT_IN));

    @TempDir
    Path home;

    @Test
    void anEncoderWithoutSoundIsTrainedAgainOnceContentsHaveSound() throws IOException {
        Files.createDirectories(home.resolve("media"));
        List<CatalogueEntry> entries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Discs.picture(home.resolve("media/" + i + ".png"), i % 2 == 0, i);
            entries.add(content("c" + i, new Description.Media(i + ".png", List.of(), null, null)));
        }
        TrainingContext context = new TrainingContext(
                TrainingContext.Policy.UPDATE, 1, 1, ComputeDevice.CPU, 1, null, home, LocalBlocks.PLAIN);
        assertThat(outcomes(entries, context)).doesNotContain(TrainingStep.UP_TO_DATE);
        assertThat(outcomes(entries, context)).contains(TrainingStep.UP_TO_DATE);

        Discs.film(home.resolve("media/film.mp4"), true);
        entries.add(content("film", new Description.Media(null, List.of(), "film.mp4", null)));
        assertThat(outcomes(entries, context.withPolicy(TrainingContext.Policy.REUSE)))
                .as("without training, sound is ignored").contains("1 encoded, 8 unchanged");
        assertThat(outcomes(entries, context)).doesNotContain(TrainingStep.UP_TO_DATE);
        assertThat(outcomes(entries, context)).contains(TrainingStep.UP_TO_DATE);
    }

    @Test
    void anEncoderWithoutFramesIsTrainedAgainOnceTheFilesAreThere() throws IOException {
        List<CatalogueEntry> entries = IntStream.range(0, 8).<CatalogueEntry>mapToObj(
                i -> content("c" + i, new Description.Media("missing.png", List.of(i + ".png"), null, null))).toList();
        TrainingContext context = new TrainingContext(
                TrainingContext.Policy.UPDATE, 1, 1, ComputeDevice.CPU, 1, null, home, LocalBlocks.PLAIN);
        assertThat(outcomes(entries, context)).doesNotContain(TrainingStep.UP_TO_DATE);
        assertThat(outcomes(entries, context)).contains(TrainingStep.UP_TO_DATE);

        Files.createDirectories(home.resolve("media"));
        for (int i = 0; i < entries.size(); i++) {
            Discs.picture(home.resolve("media/" + i + ".png"), i % 2 == 0, i);
        }
        assertThat(outcomes(entries, context)).doesNotContain(TrainingStep.UP_TO_DATE);
        assertThat(outcomes(entries, context)).contains(TrainingStep.UP_TO_DATE);
    }

    @Test
    void anEncoderOfFewPicturesAndSoundsIsTrainedAgainOnceThereAreMany() throws IOException {
        Files.createDirectories(home.resolve("media"));
        Discs.picture(home.resolve("media/0.png"), true, 0);
        Discs.film(home.resolve("media/film.mp4"), true);
        List<CatalogueEntry> entries = new ArrayList<>(IntStream.range(0, 8).<CatalogueEntry>mapToObj(
                i -> content("c" + i, new Description.Media(i + ".png", List.of(), null, null))).toList());
        entries.add(content("film", new Description.Media(null, List.of(), "film.mp4", null)));
        TrainingContext context = new TrainingContext(
                TrainingContext.Policy.UPDATE, 1, 1, ComputeDevice.CPU, 1, null, home, LocalBlocks.PLAIN);
        assertThat(outcomes(entries, context)).doesNotContain(TrainingStep.UP_TO_DATE);

        Discs.picture(home.resolve("media/1.png"), false, 1);
        Discs.picture(home.resolve("media/2.png"), true, 2);
        assertThat(outcomes(entries, context)).as("twice as many").contains(TrainingStep.UP_TO_DATE);
        Discs.picture(home.resolve("media/3.png"), false, 3);
        assertThat(outcomes(entries, context)).doesNotContain(TrainingStep.UP_TO_DATE);
        assertThat(outcomes(entries, context)).contains(TrainingStep.UP_TO_DATE);

        for (int i = 4; i < 7; i++) {
            entries.set(i, content("c" + i, new Description.Media(null, List.of(), "film.mp4", null)));
        }
        assertThat(outcomes(entries, context)).as("more than twice as many with sound")
                .doesNotContain(TrainingStep.UP_TO_DATE);
    }

    @Test
    void aSampleHardlyChangesWhenTheCatalogueGrows() {
        List<CatalogueEntry> all = IntStream.range(0, 1_000)
                .<CatalogueEntry>mapToObj(i -> content("c" + i, Description.Media.NONE)).toList();
        Set<CatalogueEntry> before = new HashSet<>(MultimodalStep.sampled(all.subList(0, 980), 1).limit(100).toList());
        assertThat(MultimodalStep.sampled(all, 1).limit(100)).filteredOn(before::contains).hasSizeGreaterThan(90);
        assertThat(MultimodalStep.sampled(all.reversed(), 1)).containsExactlyElementsOf(
                MultimodalStep.sampled(all, 1).toList());
        assertThat(MultimodalStep.sampled(all, 2).limit(100)).filteredOn(before::contains).hasSizeLessThan(30);
    }

    private static List<String> outcomes(List<CatalogueEntry> entries, TrainingContext context) {
        List<String> outcomes = new ArrayList<>();
        new MultimodalStep(SMALL).mediaVectors(entries, context, new Progress() {
            @Override
            public void begin(String task, long total) {}

            @Override
            public void advance(long steps) {}

            @Override
            public void end(String outcome) {
                outcomes.add(outcome);
            }
        });
        return outcomes;
    }

    private static Content content(String id, Description.Media media) {
        return new Content(new ContentId(id), new Description("red coat", null, List.of(), Map.of(), List.of(), null,
                null, null, Description.Status.ACTIVE, media, Map.of(), Map.of()));
    }
}
