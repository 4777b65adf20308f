package io.graphrecall.content.media;

import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Media files of a content as bytes. Another machine reads the same media and problems from them. */
public final class PackedMedia implements Serializable {

    private static final long serialVersionUID = 1;

    /** FFmpeg prefers the format of a file's extension. */
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");

    private final List<PackedFile> files = new ArrayList<>();
    private final Description.Media media;

    /**
     * A file.
     *
     * @param path  path on its own machine, for problems
     * @param name  name on the other machine
     * @param bytes content; null if there is no such file
     */
    private record PackedFile(String path, String name, byte @Nullable [] bytes) implements Serializable {}

    /**
     * Packs the files that {@link MediaReader#read} uses.
     *
     * @param maxFrames maximum frames per content
     * @throws IOException if a file cannot be read
     */
    public PackedMedia(Description.Media media, Path folder, int maxFrames) throws IOException {
        String cover = packed(media.cover(), folder);
        List<String> frames = new ArrayList<>();
        for (String frame : media.frames().subList(0, Math.min(maxFrames, media.frames().size()))) {
            frames.add(packed(frame, folder));
        }
        this.media = new Description.Media(
                cover, frames, packed(media.video(), folder), packed(media.audio(), folder));
    }

    private @Nullable String packed(@Nullable String file, Path folder) throws IOException {
        if (file == null) {
            return null;
        }
        try {
            Path path = MediaReader.resolved(folder, file);
            Matcher extension = EXTENSION.matcher(file);
            String name = files.size() + "-file" + (extension.find() ? extension.group() : "");
            files.add(new PackedFile(
                    path.toString(), name, Files.isRegularFile(path) ? Files.readAllBytes(path) : null));
            return name;
        } catch (MediaException e) {
            return file; // the other machine finds the same problem
        }
    }

    /** Reads the media from a temporary folder. */
    public ContentMedia read(MediaReader reader) {
        try {
            Path folder = Files.createTempDirectory("graph-recall-media-");
            try {
                for (PackedFile file : files) {
                    if (file.bytes() != null) {
                        Files.write(folder.resolve(file.name()), file.bytes());
                    }
                }
                ContentMedia read = reader.read(media, folder);
                return new ContentMedia(read.frames(), read.sound(),
                        read.problems().stream().map(problem -> original(problem, folder)).distinct().toList());
            } finally {
                for (PackedFile file : files) {
                    Files.deleteIfExists(folder.resolve(file.name()));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a problem with the paths of the own machine. */
    private String original(String problem, Path folder) {
        String named = problem;
        for (PackedFile file : files) {
            named = named.replace(folder.resolve(file.name()).toString(), file.path());
        }
        return named;
    }
}
