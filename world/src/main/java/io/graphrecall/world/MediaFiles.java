package io.graphrecall.world;

import io.graphrecall.world.SeededRandom.Stream;
import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageOutputStream;

/** Generates covers, frames and sounds in {@code media/} of the data set, if media are enabled. */
final class MediaFiles {

    private static final int FRAMES = 3;
    private static final double SOUND_SHARE = 0.3;

    private final @Nullable Path folder;
    private final long seed;
    private final Painter painter = new Painter();

    MediaFiles(Path dataSet, WorldParameters parameters) throws IOException {
        seed = parameters.seed();
        folder = parameters.media() ? dataSet : null;
        if (parameters.media()) {
            for (String kind : List.of("covers", "frames", "sounds", "items")) {
                Files.createDirectories(dataSet.resolve("media").resolve(kind));
            }
        }
    }

    /** Writes the media of a content and returns the field {@code media} of its record; empty if media are disabled. */
    Map<String, Object> write(int number, SimulatedContent content) throws IOException {
        if (folder == null) {
            return Map.of();
        }
        SeededRandom random = SeededRandom.of(seed, Stream.CONTENT_MEDIA, number);
        PictureStyle style = PictureStyle.of(content, random);
        String id = CatalogueGenerator.contentId(number);
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("cover", write(folder, "media/covers/" + id + ".png", painter.paint(style)));
        if (content.video()) {
            List<String> frames = new ArrayList<>();
            for (int frame = 1; frame <= FRAMES; frame++) {
                String name = "media/frames/" + id + "-" + frame + ".png";
                frames.add(write(folder, name, painter.paint(style.variation(random))));
            }
            media.put("frames", frames);
            if (random.nextBoolean(SOUND_SHARE)) {
                String name = "media/sounds/" + id + ".wav";
                Tone.of(content).write(folder.resolve(name));
                media.put("audio", name);
            }
        }
        return Map.of("media", media);
    }

    /** Writes the picture of an item and returns the field {@code media} of its record; empty if media are disabled. */
    Map<String, Object> write(int number, SimulatedItem item) throws IOException {
        if (folder == null) {
            return Map.of();
        }
        PictureStyle style = PictureStyle.of(item, SeededRandom.of(seed, Stream.ITEM_MEDIA, number));
        String name = "media/items/" + CatalogueGenerator.itemId(number) + ".png";
        return Map.of("media", Map.of("cover", write(folder, name, painter.paint(style))));
    }

    private static String write(Path folder, String name, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            ImageIO.write(picture, "png", out);
        }
        return name;
    }
}
