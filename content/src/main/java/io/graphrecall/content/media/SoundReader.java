package io.graphrecall.content.media;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reader of evenly spaced sound segments as {@link LogMel}, by FFmpeg. The file is read as a stream, and only the
 * segments are kept in memory. Thread-safe.
 */
public final class SoundReader {

    private static final double MICROS = 1e6;
    private static final float FULL_SCALE = 32_768f;

    private final LogMel logMel = new LogMel();

    static {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET); // errors are reported by exceptions
    }

    /**
     * Returns up to {@code count} segments.
     *
     * @return segments; empty if the file has no sound
     * @throws MediaException if the file is missing, empty, or too damaged to decode any sound
     */
    public List<float[]> segments(Path file, int count) throws MediaException {
        PictureReader.requireFile(file);
        Windows windows = null;
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setSampleRate(LogMel.RATE);
            grabber.setAudioChannels(1);
            grabber.setSampleMode(FrameGrabber.SampleMode.SHORT);
            grabber.start();
            if (!grabber.hasAudio()) {
                return List.of();
            }
            windows = new Windows(Math.round(grabber.getLengthInTime() / MICROS * LogMel.RATE), count);
            for (Frame frame = grabber.grabSamples(); frame != null && !windows.full(); frame = grabber.grabSamples()) {
                windows.add((ShortBuffer) frame.samples[0]);
            }
        } catch (FrameGrabber.Exception | RuntimeException e) {
            if (windows == null || windows.position == 0) {
                throw new MediaException("The sound of " + file + " is damaged: " + PictureReader.reason(e), e);
            }
        }
        return windows.decoded().stream().map(logMel::of).toList();
    }

    /** Segments of a stream of samples. */
    private static final class Windows {

        private final long[] begins;
        private final float[][] segments;
        private long position;

        /** @param length length of the stream in samples; 0 if unknown */
        Windows(long length, int count) {
            long segmentCount = Math.max(1, (length + LogMel.SEGMENT - 1) / LogMel.SEGMENT);
            int windowCount = (int) Math.min(count, segmentCount);
            begins = new long[windowCount];
            this.segments = new float[windowCount][LogMel.SEGMENT];
            for (int i = 0; i < windowCount; i++) {
                begins[i] = segmentCount <= count
                        ? (long) i * LogMel.SEGMENT
                        : (2L * i + 1) * length / (2L * windowCount) - LogMel.SEGMENT / 2;
            }
        }

        void add(ShortBuffer samples) {
            int count = samples.remaining();
            for (int i = 0; i < begins.length; i++) {
                long from = Math.max(begins[i], position);
                long to = Math.min(begins[i] + LogMel.SEGMENT, position + count);
                for (long sampleIndex = from; sampleIndex < to; sampleIndex++) {
                    short sample = samples.get(samples.position() + (int) (sampleIndex - position));
                    segments[i][(int) (sampleIndex - begins[i])] = sample / FULL_SCALE;
                }
            }
            position += count;
        }

        boolean full() {
            return position >= begins[begins.length - 1] + LogMel.SEGMENT;
        }

        /** Returns the segments that the stream reached. */
        List<float[]> decoded() {
            List<float[]> decoded = new ArrayList<>();
            for (int i = 0; i < begins.length; i++) {
                if (begins[i] < position) {
                    decoded.add(segments[i]);
                }
            }
            return decoded;
        }
    }
}
