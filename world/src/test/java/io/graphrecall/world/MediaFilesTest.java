package io.graphrecall.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

class MediaFilesTest {

    private static final WorldParameters PARAMETERS = WorldParameters
            .of(100, 60, 100, 4, Instant.parse("2026-05-01T00:00:00Z")).withMedia(true);

    @TempDir
    private static Path folder;

    private static final List<Content> CONTENTS = new ArrayList<>();
    private static final List<Item> ITEMS = new ArrayList<>();

    @BeforeAll
    static void write() {
        SimulatedWorld.write(folder, PARAMETERS, Progress.NONE);
        DataSetFolder world = DataSetFolder.open(folder);
        world.contents(CONTENTS::add);
        world.items(ITEMS::add);
    }

    private static Description.Media media(CatalogueEntry entry) {
        return entry.description().media();
    }

    @Test
    void everyEntryHasACoverAndVideosHaveFrames() throws IOException {
        for (Content content : CONTENTS) {
            assertIsPicture(media(content).cover());
            boolean video = content.description().attributes().getOrDefault("format", List.of()).contains("视频");
            assertThat(media(content).frames()).hasSize(video ? 3 : 0);
            for (String frame : media(content).frames()) {
                assertIsPicture(frame);
            }
        }
        for (Item item : ITEMS) {
            assertIsPicture(media(item).cover());
        }
    }

    private static void assertIsPicture(@Nullable String name) throws IOException {
        BufferedImage picture = ImageIO.read(folder.resolve(Objects.requireNonNull(name)).toFile());
        assertThat(picture.getWidth()).isEqualTo(Painter.SIZE);
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < Painter.SIZE; i++) {
            colours.add(picture.getRGB(i, i));
            colours.add(picture.getRGB(i, Painter.SIZE / 2));
        }
        assertThat(colours).as(name).hasSizeGreaterThan(1);
    }

    @Test
    void someVideosHaveHalfASecondOfSound() throws IOException, UnsupportedAudioFileException {
        List<Content> withSound = CONTENTS.stream().filter(content -> media(content).audio() != null).toList();
        assertThat(withSound).hasSizeBetween(3, CONTENTS.size() / 2);
        for (Content content : withSound) {
            String sound = Objects.requireNonNull(media(content).audio());
            AudioFileFormat format = AudioSystem.getAudioFileFormat(folder.resolve(sound).toFile());
            assertThat(format.getFrameLength() / format.getFormat().getFrameRate()).isEqualTo(0.5f);
        }
    }

    @Test
    void theFolderContainsExactlyTheReferencedFiles() throws IOException {
        Set<String> referenced = new HashSet<>();
        Stream.concat(CONTENTS.stream(), ITEMS.stream()).map(MediaFilesTest::media).forEach(media -> {
            Stream.of(media.cover(), media.audio()).filter(Objects::nonNull).forEach(referenced::add);
            referenced.addAll(media.frames());
        });
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            assertThat(files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(referenced);
        }
    }

    @Test
    void theSameSeedGivesTheSameFiles(@TempDir Path repeated) throws IOException {
        SimulatedWorld.write(repeated, PARAMETERS, Progress.NONE);
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(100).allSatisfy(
                    file -> assertThat(repeated.resolve(folder.relativize(file))).hasSameBinaryContentAs(file));
        }
    }

    @Test
    void picturesDependOnFieldStyleAndClickbait() {
        SimulatedContent skinCare = content(0, 3, false);
        Painter painter = new Painter();
        SeededRandom.Stream stream = SeededRandom.Stream.CONTENT_MEDIA;
        BufferedImage one = painter.paint(PictureStyle.of(skinCare, SeededRandom.of(1, stream, 1)));
        BufferedImage similar = painter.paint(PictureStyle.of(skinCare, SeededRandom.of(1, stream, 2)));
        BufferedImage otherField = painter.paint(PictureStyle.of(content(20, 3, false), SeededRandom.of(1, stream, 2)));
        BufferedImage otherStyle = painter.paint(PictureStyle.of(content(0, 6, false), SeededRandom.of(1, stream, 2)));
        BufferedImage bait = painter.paint(PictureStyle.of(content(0, 3, true), SeededRandom.of(1, stream, 2)));
        double near = distance(one, similar);
        assertThat(distance(one, otherField)).isGreaterThan(near);
        assertThat(distance(one, otherStyle)).isGreaterThan(near);
        assertThat(distance(one, bait)).isGreaterThan(near);
    }

    private static SimulatedContent content(int field, int style, boolean bait) {
        return new SimulatedContent(field, 0, List.of(field * WorldVocabulary.TAGS), 0, 5, style, true, bait, 0,
                Long.MAX_VALUE, 1);
    }

    /** Returns the mean absolute difference per colour channel and pixel. */
    private static double distance(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int i = 0; i < Painter.SIZE * Painter.SIZE; i++) {
            int a = one.getRGB(i % Painter.SIZE, i / Painter.SIZE);
            int b = other.getRGB(i % Painter.SIZE, i / Painter.SIZE);
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
            }
        }
        return sum / (3.0 * Painter.SIZE * Painter.SIZE);
    }
}
