package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.media.ContentMedia;
import io.graphrecall.content.media.MediaReader;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads what the encoder sees of contents: their terms and their media. Thread-safe. */
public final class SampleReader {

    private final Terms terms;
    private final MediaReader media;
    private final Path folder;

    /**
     * A reader.
     *
     * @param folder where the media are of contents that came by themselves, with no folder round them
     */
    public SampleReader(MultimodalParameters.Model model, Terms terms, Path folder) {
        this.terms = terms;
        this.folder = folder;
        media = new MediaReader(model.frameSize(), model.mostFrames(), model.mostSegments());
    }

    /**
     * What was read of a content.
     *
     * @param problems of each media file that could not be used, one line
     */
    public record Reading(ContentSample sample, List<String> problems) {}

    /** Reads a content. */
    public Reading read(CatalogueEntry entry) {
        Description.Media files = entry.description().media();
        ContentMedia seen = media.read(files, folder(files));
        return new Reading(new ContentSample(terms(entry), seen.frames(), seen.sound()), seen.problems());
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
}
