package io.graphrecall.content.media;

import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reader of a content's pictures, video and sound. An unusable file is reported as a problem of its content.
 * Thread-safe.
 */
public final class MediaReader {

    private final int side;
    private final int maxFrames;
    private final int maxSegments;
    private final PictureReader pictures;
    private final VideoReader videos;
    private final SoundReader sounds = new SoundReader();

    /**
     * Creates a reader.
     *
     * @param side        width and height of frames; pictures of other proportions are stretched
     * @param maxFrames   maximum frames per content
     * @param maxSegments maximum sound segments per content
     */
    public MediaReader(int side, int maxFrames, int maxSegments) {
        this.side = side;
        this.maxFrames = maxFrames;
        this.maxSegments = maxSegments;
        pictures = new PictureReader(side);
        videos = new VideoReader(side);
    }

    /**
     * Reads the media of a content: cover, pictures, and video frames up to the maximum; and the sound of its audio
     * file, or else of its video.
     *
     * @param folder base folder of the paths
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
        for (String file : files.subList(0, Math.min(maxFrames, files.size()))) {
            attempt(problems, () -> frames.add(pictures.read(resolved(folder, file)).scaled(side, side)));
        }
        @Nullable
        String video = media.video();
        if (video != null && frames.size() < maxFrames) {
            attempt(problems, () -> frames.addAll(videos.frames(resolved(folder, video), maxFrames - frames.size())));
        }
        String audio = media.audio() == null ? video : media.audio();
        if (audio != null && maxSegments > 0) {
            attempt(problems, () -> sound.addAll(sounds.segments(resolved(folder, audio), maxSegments)));
        }
        return new ContentMedia(frames, sound, problems.stream().distinct().toList());
    }

    /** Resolves a path and rejects paths outside the folder. */
    static Path resolved(Path folder, String file) throws MediaException {
        try {
            Path path = folder.resolve(file).normalize();
            if (!path.startsWith(folder.normalize())) {
                throw new MediaException("The file " + file + " is outside the data-set folder");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new MediaException("The path " + file + " is invalid", e);
        }
    }

    private static void attempt(List<String> problems, Read read) {
        try {
            read.run();
        } catch (MediaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** Read of one file. */
    @FunctionalInterface
    private interface Read {
        void run() throws MediaException;
    }
}
