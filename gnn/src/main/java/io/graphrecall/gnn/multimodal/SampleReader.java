package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.OnnxFrameEncoder;
import io.graphrecall.content.media.ContentMedia;
import io.graphrecall.content.media.MediaReader;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads what the encoder sees of contents: their terms and their media. An image model, where the encoder has one, is
 * loaded when the first content is read. Thread-safe.
 */
public final class SampleReader implements AutoCloseable {

    private final MultimodalParameters.Model model;
    private final Terms terms;
    private final Path folder;
    private @Nullable OnnxFrameEncoder frames;
    private @Nullable MediaReader media;

    /**
     * A reader.
     *
     * @param folder where the media are of contents that came by themselves, with no folder round them
     */
    public SampleReader(MultimodalParameters.Model model, Terms terms, Path folder) {
        this.model = model;
        this.terms = terms;
        this.folder = folder;
    }

    /**
     * What was read of a content.
     *
     * @param problems of each media file that could not be used, one line
     */
    public record Reading(ContentSample sample, List<String> problems) {}

    /**
     * Reads a content.
     *
     * @throws RecallException where the image model cannot be used, or is another one than the encoder was trained with
     */
    public Reading read(CatalogueEntry entry) {
        Description.Media files = entry.description().media();
        ContentMedia found = media().read(files, folder(files));
        OnnxFrameEncoder encoder = frames;
        ContentSample sample = encoder == null
                ? new ContentSample(terms(entry), found.frames(), found.sound())
                : new ContentSample(terms(entry), List.of(), List.of(encoder.encode(found.frames())), found.sound());
        return new Reading(sample, found.problems());
    }

    private synchronized MediaReader media() {
        MediaReader reader = media;
        if (reader == null) {
            int size = model.frameSize();
            if (!model.frames().builtIn()) {
                OnnxFrameEncoder encoder = OnnxFrameEncoder.open(Path.of(model.frames().file()), 1);
                frames = encoder;
                if (!encoder.fingerprint().equals(model.frames().fingerprint())) {
                    throw new RecallException(RecallException.Code.CONFLICT,
                            encoder.file() + " is not the image model that the multimodal encoder was trained with");
                }
                size = encoder.size();
            }
            reader = new MediaReader(size, model.mostFrames(), model.mostSegments());
            media = reader;
        }
        return reader;
    }

    /** The terms of title and description. */
    public List<String> terms(CatalogueEntry entry) {
        return terms.of(text(entry.description()));
    }

    /** A text that differs where a content's texts do, the names of its media files, their sizes or times. */
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
            return file + " is not there";
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
