package io.graphrecall.content.media;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes evenly spaced pictures out of a video by FFmpeg, already of the wanted size, so that memory does not grow with
 * the video's length. Thread-safe.
 */
public final class VideoReader {

    private static final int TRIES = 3;

    private final int side;

    static {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET); // what went wrong is told by exceptions
    }

    /** @param side width and height of the pictures; a video of other proportions is stretched */
    public VideoReader(int side) {
        this.side = side;
    }

    /**
     * Takes pictures from the middles of {@code count} equal parts of the video.
     *
     * @return at least one, fewer than {@code count} where there are fewer
     * @throws MediaException where the file is missing, empty, no video, or damaged so that no picture comes out
     */
    public List<Picture> frames(Path file, int count) throws MediaException {
        PictureReader.require(file);
        List<Picture> pictures = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setPixelFormat(avutil.AV_PIX_FMT_RGB24);
            grabber.setImageWidth(side);
            grabber.setImageHeight(side);
            grabber.start();
            if (!grabber.hasVideo()) {
                throw new MediaException(file + " has no pictures");
            }
            Orientation orientation = orientation(grabber.getDisplayRotation());
            long length = grabber.getLengthInTime();
            for (int i = 0; i < count; i++) {
                Frame frame = frame(grabber, (2L * i + 1) * length / (2L * count), i);
                if (frame == null) {
                    break;
                }
                pictures.add(orientation.upright(picture(frame)));
            }
        } catch (FrameGrabber.Exception | RuntimeException e) {
            if (pictures.isEmpty()) {
                throw new MediaException(file + " is a damaged video: " + PictureReader.reason(e), e);
            }
        }
        if (pictures.isEmpty()) {
            throw new MediaException(file + " has no picture that can be read");
        }
        return pictures;
    }

    private static @Nullable Frame frame(FFmpegFrameGrabber grabber, long time, int number)
            throws FrameGrabber.Exception {
        if (time > 0) {
            grabber.setTimestamp(time);
        }
        Frame frame = grabber.grabImage();
        for (int i = 0; i < TRIES && frame != null && frame.image == null; i++) {
            frame = grabber.grabImage();
        }
        if (frame == null && number == 0 && time > 0) { // the length was wrong: the beginning is better than nothing
            grabber.setTimestamp(0);
            frame = grabber.grabImage();
        }
        return frame;
    }

    private static Picture picture(Frame frame) {
        ByteBuffer pixels = ((ByteBuffer) frame.image[0]).duplicate();
        int row = frame.imageWidth * Picture.CHANNELS;
        byte[] rgb = new byte[row * frame.imageHeight];
        for (int y = 0; y < frame.imageHeight; y++) {
            pixels.position(y * frame.imageStride);
            pixels.get(rgb, y * row, row);
        }
        return new Picture(frame.imageWidth, frame.imageHeight, rgb);
    }

    /** @param degrees by which the picture is to be turned counter-clockwise */
    private static Orientation orientation(double degrees) {
        return switch (Math.floorMod(Math.round(degrees), 360)) {
            case 90 -> Orientation.of(8);
            case 180 -> Orientation.of(3);
            case 270 -> Orientation.of(6);
            default -> Orientation.UPRIGHT;
        };
    }
}
