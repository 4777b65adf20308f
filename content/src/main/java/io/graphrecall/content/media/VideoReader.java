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
 * Reader of evenly spaced video frames by FFmpeg. Frames are scaled while they are decoded, so memory does not depend
 * on the length of the video. Thread-safe.
 */
public final class VideoReader {

    private static final int MAX_RETRIES = 3;

    private final int side;

    static {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET); // errors are reported by exceptions
    }

    /** @param side width and height of frames; a video of other proportions is stretched */
    public VideoReader(int side) {
        this.side = side;
    }

    /**
     * Returns frames from the middles of {@code count} equal parts of the video.
     *
     * @return frames: at least 1, at most {@code count}
     * @throws MediaException if the file is missing, empty, not a video, or too damaged to decode any frame
     */
    public List<Picture> frames(Path file, int count) throws MediaException {
        PictureReader.requireFile(file);
        List<Picture> pictures = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setPixelFormat(avutil.AV_PIX_FMT_RGB24);
            grabber.setImageWidth(side);
            grabber.setImageHeight(side);
            grabber.start();
            if (!grabber.hasVideo()) {
                throw new MediaException("The file " + file + " has no video stream");
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
                throw new MediaException("The video " + file + " is damaged: " + PictureReader.reason(e), e);
            }
        }
        if (pictures.isEmpty()) {
            throw new MediaException("The video " + file + " has no readable frame");
        }
        return pictures;
    }

    private static @Nullable Frame frame(FFmpegFrameGrabber grabber, long time, int number)
            throws FrameGrabber.Exception {
        if (time > 0) {
            grabber.setTimestamp(time);
        }
        Frame frame = grabber.grabImage();
        for (int i = 0; i < MAX_RETRIES && frame != null && frame.image == null; i++) {
            frame = grabber.grabImage();
        }
        if (frame == null && number == 0 && time > 0) { // the stated length was wrong: fall back to the first frame
            grabber.setTimestamp(0);
            frame = grabber.grabImage();
        }
        return frame;
    }

    private static Picture picture(Frame frame) {
        ByteBuffer pixels = ((ByteBuffer) frame.image[0]).duplicate();
        int rowSize = frame.imageWidth * Picture.CHANNELS;
        byte[] rgb = new byte[rowSize * frame.imageHeight];
        for (int y = 0; y < frame.imageHeight; y++) {
            pixels.position(y * frame.imageStride);
            pixels.get(rgb, y * rowSize, rowSize);
        }
        return new Picture(frame.imageWidth, frame.imageHeight, rgb);
    }

    /** @param degrees counter-clockwise rotation to apply to the picture */
    private static Orientation orientation(double degrees) {
        return switch (Math.floorMod(Math.round(degrees), 360)) {
            case 90 -> Orientation.of(8);
            case 180 -> Orientation.of(3);
            case 270 -> Orientation.of(6);
            default -> Orientation.UPRIGHT;
        };
    }
}
