package io.graphrecall.content.media;

import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a content's pictures, video and sound. A file that cannot be used is a problem of its content and of nothing
 * else. Thread-safe.
 */
public final class MediaReader {

    private final int side;
    private final int mostFrames;
    private final int mostSegments;
    private final PictureReader pictures;
    private final VideoReader videos;
    private final SoundReader sounds = new SoundReader();

    /**
     * A reader.
     *
     * @param side         width and height of every frame; a picture of other proportions is stretched
     * @param mostFrames   how many frames of a content are read
     * @param mostSegments how many segments of its sound
     */
    public MediaReader(int side, int mostFrames, int mostSegments) {
        this.side = side;
        this.mostFrames = mostFrames;
        this.mostSegments = mostSegments;
        pictures = new PictureReader(side);
        videos = new VideoReader(side);
    }

    /**
     * Reads what a content has: its cover, its pictures, then as many frames of its video as there is room for; the
     * sound of its own file, else of its video.
     *
     * @param folder that the paths are relative to
     */
    public ContentMedia read(Description.Media media, Path folder) {
        List<Picture> frames = new ArrayList<>();
        List<float[]> sound = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> files = new ArrayList<>();
        if (media.cover() != null) {
            files.add(media.cover());
        }
        files.addAll(media.frames());
        for (String file : files.subList(0, Math.min(mostFrames, files.size()))) {
            attempt(problems, () -> frames.add(pictures.read(inside(folder, file)).scaled(side, side)));
        }
        @Nullable
        String video = media.video();
        if (video != null && frames.size() < mostFrames) {
            attempt(problems, () -> frames.addAll(videos.frames(inside(folder, video), mostFrames - frames.size())));
        }
        String heard = media.audio() == null ? video : media.audio();
        if (heard != null && mostSegments > 0) {
            attempt(problems, () -> sound.addAll(sounds.segments(inside(folder, heard), mostSegments)));
        }
        return new ContentMedia(frames, sound, problems.stream().distinct().toList());
    }

    /** A path of a data set never leaves its folder. */
    private static Path inside(Path folder, String file) throws MediaException {
        try {
            Path path = folder.resolve(file).normalize();
            if (!path.startsWith(folder.normalize())) {
                throw new MediaException(file + " is outside of the data set");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new MediaException(file + " is no path", e);
        }
    }

    private static void attempt(List<String> problems, Reading reading) {
        try {
            reading.read();
        } catch (MediaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** Reads a file. */
    @FunctionalInterface
    private interface Reading {
        void read() throws MediaException;
    }
}
