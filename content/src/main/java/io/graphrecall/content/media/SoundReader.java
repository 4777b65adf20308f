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
 * Takes evenly spaced segments out of the sound of a file by FFmpeg, as {@link LogMel}. The file is read as a stream
 * and only the segments are kept. Thread-safe.
 */
public final class SoundReader {

    private static final double MICROS = 1e6;
    private static final float FULL_SCALE = 32_768f;

    private final LogMel logMel = new LogMel();

    static {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET); // what went wrong is told by exceptions
    }

    /**
     * Takes at most {@code count} segments.
     *
     * @return none where the file has no sound
     * @throws MediaException where the file is missing, empty or damaged so that no sound comes out
     */
    public List<float[]> segments(Path file, int count) throws MediaException {
        PictureReader.require(file);
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
                throw new MediaException(file + " is a damaged sound file: " + PictureReader.reason(e), e);
            }
        }
        return windows.heard().stream().map(logMel::of).toList();
    }

    /** The parts of a stream of samples that are kept. */
    private static final class Windows {

        private final long[] begins;
        private final float[][] kept;
        private long position;

        /** @param length of the stream in samples, as far as it is known */
        Windows(long length, int count) {
            long whole = Math.max(1, (length + LogMel.SEGMENT - 1) / LogMel.SEGMENT);
            int number = (int) Math.min(count, whole);
            begins = new long[number];
            kept = new float[number][LogMel.SEGMENT];
            for (int i = 0; i < number; i++) {
                begins[i] = whole <= count
                        ? (long) i * LogMel.SEGMENT
                        : (2L * i + 1) * length / (2L * number) - LogMel.SEGMENT / 2;
            }
        }

        void add(ShortBuffer samples) {
            int count = samples.remaining();
            for (int i = 0; i < begins.length; i++) {
                long from = Math.max(begins[i], position);
                long to = Math.min(begins[i] + LogMel.SEGMENT, position + count);
                for (long at = from; at < to; at++) {
                    short sample = samples.get(samples.position() + (int) (at - position));
                    kept[i][(int) (at - begins[i])] = sample / FULL_SCALE;
                }
            }
            position += count;
        }

        boolean full() {
            return position >= begins[begins.length - 1] + LogMel.SEGMENT;
        }

        /** The windows that the stream reached. */
        List<float[]> heard() {
            List<float[]> heard = new ArrayList<>();
            for (int i = 0; i < begins.length; i++) {
                if (begins[i] < position) {
                    heard.add(kept[i]);
                }
            }
            return heard;
        }
    }
}
