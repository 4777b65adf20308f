package io.graphrecall.gnn.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.content.testing.MeanColour;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

class SampleReaderTest {

    @TempDir
    Path folder;

    private SampleReader reader(Path home) {
        return new SampleReader(MultimodalParameters.Model.DEFAULT, new Terms(), home);
    }

    @Test
    void readsMediaFromTheFolderOfTheRecordElseFromTheHome() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path data = Files.createDirectory(folder.resolve("data"));
        picture(home.resolve("of-home.png"));
        picture(data.resolve("of-data.png"));

        SampleReader.Reading loaded = reader(home).read(
                content("Red dress", new Description.Media("of-data.png", List.of(), null, null, data.toString())));
        SampleReader.Reading posted = reader(home).read(content("Red dress", cover("of-home.png")));
        SampleReader.Reading missing = reader(home).read(content("Red dress", cover("of-data.png")));

        assertThat(loaded.sample().frames()).hasSize(1);
        assertThat(loaded.sample().terms()).containsExactly("red", "dress");
        assertThat(posted.sample().frames()).hasSize(1);
        assertThat(missing.sample().frames()).isEmpty();
        assertThat(missing.problems()).hasSize(1);
    }

    @Test
    void encodesFramesWithTheImageModelAndRejectsAnotherOne() throws IOException {
        picture(folder.resolve("a.png"));
        FrameModel frames = FrameModel.of(MeanColour.write(folder, "{\"size\": 4}"));
        MultimodalParameters.Model model = MultimodalParameters.Model.DEFAULT.withFrames(frames);
        Content content = content("Red dress", cover("a.png"));
        try (SampleReader reader = new SampleReader(model, new Terms(), folder)) {
            ContentSample sample = reader.read(content).sample();
            assertThat(sample.frames()).isEmpty();
            assertThat(sample.frameVectors()).containsExactly(new float[] {0, 0, 0});
        }
        MeanColour.write(folder, "{\"size\": 8}");
        try (SampleReader reader = new SampleReader(model, new Terms(), folder)) {
            assertThatThrownBy(() -> reader.read(content)).isInstanceOf(RecallException.class)
                    .hasMessageContaining("colour.onnx is not the image model");
        }
    }

    @Test
    void theStampChangesWithTextsAndFiles() throws IOException {
        picture(folder.resolve("a.png"));
        String before = reader(folder).stamp(content("Red dress", cover("a.png")));
        assertThat(reader(folder).stamp(content("Red dress", cover("a.png")))).isEqualTo(before);
        assertThat(reader(folder).stamp(content("Blue dress", cover("a.png")))).isNotEqualTo(before);
        assertThat(reader(folder).stamp(content("Red dress", cover("b.png")))).isNotEqualTo(before);
        Files.write(folder.resolve("a.png"), new byte[10]);
        assertThat(reader(folder).stamp(content("Red dress", cover("a.png")))).isNotEqualTo(before);
    }

    private static void picture(Path file) throws IOException {
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private static Description.Media cover(String file) {
        return new Description.Media(file, List.of(), null, null);
    }

    private static Content content(String title, Description.Media media) {
        return new Content(new ContentId("c"), new Description(title, null, List.of(), Map.of(), List.of(), null, null,
                null, Description.Status.ACTIVE, media, Map.of(), Map.of()));
    }
}
