package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.OnnxFrameEncoder;
import io.graphrecall.content.media.ContentMedia;
import io.graphrecall.content.media.MediaReader;
import io.graphrecall.content.media.PackedMedia;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockRunner;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads the terms and media of contents as encoder input. The image model of the encoder, if it has one, is loaded with the
 * first content. Thread-safe.
 */
public final class SampleReader implements AutoCloseable {

    /** Maximum size of a content's media that is sent to another machine; larger ones are read here. */
    private static final long MAX_SENT_BYTES = 32 << 20;

    private final MultimodalParameters.Model model;
    private final Terms terms;
    private final Path folder;
    private @Nullable OnnxFrameEncoder frames;
    private @Nullable MediaReader media;

    /** @param folder media folder of contents that name no folder */
    public SampleReader(MultimodalParameters.Model model, Terms terms, Path folder) {
        this.model = model;
        this.terms = terms;
        this.folder = folder;
    }

    /**
     * Result of reading a content.
     *
     * @param problems one line for each media file that could not be used
     */
    public record Reading(ContentSample sample, List<String> problems) implements Serializable {}

    /** Number of a content's media files and their bytes. */
    record Size(int files, long bytes) {}

    /**
     * Reads a content.
     *
     * @throws RecallException if the image model cannot be used, or differs from the one that the encoder was trained with
     */
    public Reading read(CatalogueEntry entry) {
        return reading(terms(entry), read(entry, media()));
    }

    /** Reads contents in blocks and passes the readings on in their order. Throws as {@link #read(CatalogueEntry)}. */
    public void read(List<CatalogueEntry> entries, BlockRunner runner, Consumer<Reading> sink) {
        if (entries.isEmpty()) {
            return;
        }
        media(); // so that no other machine gets a wrong image model
        Iterator<CatalogueEntry> next = entries.iterator();
        runner.run(new MediaTask(model, entries, this), block -> {
            for (Reading media : block) {
                sink.accept(new Reading(media.sample().withTerms(terms(next.next())), media.problems()));
            }
        });
    }

    /** Reads a content without its terms. */
    Reading readMedia(CatalogueEntry entry) {
        return reading(List.of(), read(entry, media()));
    }

    /** Reads media that another machine has packed. */
    Reading read(PackedMedia packed) {
        return reading(List.of(), packed.read(media()));
    }

    /** Returns the {@link PackedMedia} of a content for another machine, or the reading if they are too large or unreadable. */
    Serializable packed(CatalogueEntry entry) {
        Description.Media files = entry.description().media();
        if (size(entry).bytes() <= MAX_SENT_BYTES) {
            try {
                return new PackedMedia(files, folder(files), model.maxFrames());
            } catch (IOException e) {
                // The reading has the problem.
            }
        }
        return readMedia(entry);
    }

    Size size(CatalogueEntry entry) {
        Description.Media files = entry.description().media();
        List<String> names = Stream.concat(
                Stream.of(files.cover(), files.video(), files.audio()).filter(Objects::nonNull),
                files.frames().stream().limit(model.maxFrames())).toList();
        return new Size(names.size(), names.stream().mapToLong(file -> bytes(folder(files), file)).sum());
    }

    private static long bytes(Path folder, String file) {
        try {
            return Files.size(folder.resolve(file));
        } catch (IOException | InvalidPathException e) {
            return 0;
        }
    }

    /** Reads a picture as a content without text. Throws as {@link #read(CatalogueEntry)}. */
    public Reading read(Path picture) {
        Path file = picture.toAbsolutePath();
        return reading(
                List.of(), media().read(new Description.Media(file.toString(), List.of(), null, null), file.getRoot()));
    }

    private Reading reading(List<String> words, ContentMedia content) {
        OnnxFrameEncoder encoder = frames;
        ContentSample sample = encoder == null
                ? new ContentSample(words, content.frames(), content.sound())
                : new ContentSample(words, List.of(), List.of(encoder.encode(content.frames())), content.sound());
        return new Reading(sample, content.problems());
    }

    synchronized MediaReader media() {
        MediaReader reader = media;
        if (reader == null) {
            int size = model.frameSize();
            if (!model.frames().builtIn()) {
                OnnxFrameEncoder encoder = OnnxFrameEncoder.open(Path.of(model.frames().file()));
                if (!encoder.fingerprint().equals(model.frames().fingerprint())) {
                    encoder.close();
                    throw new RecallException(RecallException.Code.CONFLICT,
                            encoder.file() + " is not the image model that the multimodal encoder was trained with."
                                    + " Restore that file, or retrain the encoder with the new one.");
                }
                frames = encoder;
                size = encoder.size();
            }
            reader = new MediaReader(size, model.maxFrames(), model.maxSegments());
            media = reader;
        }
        return reader;
    }

    /** Returns true if the content has readable sound. Decodes no pictures. */
    boolean hasSound(CatalogueEntry entry) {
        return !read(entry, new MediaReader(1, 0, 1)).sound().isEmpty();
    }

    /** Returns true if the content has a readable picture or video. */
    boolean hasFrames(CatalogueEntry entry) {
        return !read(entry, new MediaReader(1, model.maxFrames(), 0)).frames().isEmpty();
    }

    private ContentMedia read(CatalogueEntry entry, MediaReader reader) {
        Description.Media files = entry.description().media();
        return reader.read(files, folder(files));
    }

    /** Returns the terms of title and description. */
    public List<String> terms(CatalogueEntry entry) {
        return terms.of(text(entry.description()));
    }

    /** Returns a string that changes with a content's texts and with the names, sizes and times of its media files. */
    public String stamp(CatalogueEntry entry) {
        Description.Media files = entry.description().media();
        List<String> parts = new ArrayList<>(List.of(text(entry.description())));
        Stream.concat(
                Stream.of(files.cover(), files.video(), files.audio()), files.frames().stream())
                .map(file -> file == null ? "" : stamp(folder(files), file)).forEach(parts::add);
        return String.join("\u0000", parts);
    }

    private static String stamp(Path folder, String file) {
        try {
            Path path = folder.resolve(file);
            return path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
        } catch (IOException | InvalidPathException e) {
            return file + " is missing";
        }
    }

    private Path folder(Description.Media files) {
        return files.folder() == null ? folder : Path.of(files.folder());
    }

    private static String text(Description description) {
        String title = Objects.requireNonNullElse(description.title(), "");
        return description.text() == null ? title : title + ". " + description.text();
    }

    @Override
    public synchronized void close() {
        if (frames != null) {
            frames.close();
        }
    }
}
