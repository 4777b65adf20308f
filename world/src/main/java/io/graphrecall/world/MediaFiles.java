package io.graphrecall.world;

import io.graphrecall.world.Chance.Stream;
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

/** Makes covers, frames and sounds and writes them to {@code media/} of the data set, or makes none. */
final class MediaFiles {

    private static final int FRAMES = 3;
    private static final double WITH_SOUND = 0.3;

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

    /** Returns the field of the content's record that names its media; empty where none are made. */
    Map<String, Object> write(int number, SimulatedContent content) throws IOException {
        if (folder == null) {
            return Map.of();
        }
        Chance chance = Chance.of(seed, Stream.CONTENT_MEDIA, number);
        Look look = Look.of(content, chance);
        String id = CatalogueSimulation.contentId(number);
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("cover", write(folder, "media/covers/" + id + ".png", painter.paint(look)));
        if (content.video()) {
            List<String> frames = new ArrayList<>();
            for (int frame = 1; frame <= FRAMES; frame++) {
                String name = "media/frames/" + id + "-" + frame + ".png";
                frames.add(write(folder, name, painter.paint(look.later(chance))));
            }
            media.put("frames", frames);
            if (chance.happens(WITH_SOUND)) {
                String name = "media/sounds/" + id + ".wav";
                Tone.of(content).write(folder.resolve(name));
                media.put("audio", name);
            }
        }
        return Map.of("media", media);
    }

    /** Returns the field of the item's record that names its picture; empty where none are made. */
    Map<String, Object> write(int number, SimulatedItem item) throws IOException {
        if (folder == null) {
            return Map.of();
        }
        Look look = Look.of(item, Chance.of(seed, Stream.ITEM_MEDIA, number));
        String name = "media/items/" + CatalogueSimulation.itemId(number) + ".png";
        return Map.of("media", Map.of("cover", write(folder, name, painter.paint(look))));
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
