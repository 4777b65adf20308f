package io.graphrecall.content.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.Description;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

class MediaReaderTest {

    private static final int SECONDS = 4;
    private static final int RATE = 25;

    @TempDir
    Path folder;

    private final MediaReader reader = new MediaReader(32, 4, 3);

    @Test
    void aVideoGivesEvenlySpacedFramesAndItsSound() throws Exception {
        video(folder.resolve("film.mp4"));
        ContentMedia media = reader.read(new Description.Media(null, List.of(), "film.mp4", null), folder);
        assertThat(media.problems()).isEmpty();
        assertThat(media.frames()).hasSize(4).allSatisfy(frame -> {
            assertThat(frame.width()).isEqualTo(32);
            assertThat(frame.height()).isEqualTo(32);
        });
        // The film goes from black to red in steps of one second. The middle of each quarter is in another step.
        List<Integer> reds = media.frames().stream().map(frame -> frame.rgb()[(16 * 32 + 16) * 3] & 0xff).toList();
        assertThat(reds).isSorted();
        assertThat(reds.getLast() - reds.getFirst()).isGreaterThan(120);
        assertThat(media.sound()).hasSize(3).allSatisfy(segment -> assertThat(loudest(segment)).isEqualTo(band(1_000)));
    }

    @Test
    void coverAndPicturesPrecedeVideoFrames() throws Exception {
        video(folder.resolve("film.mp4"));
        picture("cover.png");
        picture("one.png");
        ContentMedia media = reader.read(
                new Description.Media("cover.png", List.of("one.png"), "film.mp4", null), folder);
        assertThat(media.frames()).hasSize(4);
        assertThat(media.frames().getFirst().rgb()).containsOnly((byte) 0xff);
    }

    @Test
    void unusableFilesAreReportedAndTheRestIsRead() throws Exception {
        picture("good.png");
        Files.writeString(folder.resolve("text.jpg"), "not a picture");
        Files.createFile(folder.resolve("empty.mp4"));
        Files.write(folder.resolve("noise.wav"), new byte[2_000]);
        ContentMedia media = reader.read(
                new Description.Media("text.jpg", List.of("good.png", "gone.png"), "empty.mp4", "noise.wav"), folder);
        assertThat(media.frames()).hasSize(1);
        assertThat(media.sound()).isEmpty();
        assertThat(media.problems()).hasSize(4);
        assertThat(String.join("\n", media.problems())).contains(
                "text.jpg is not a picture", "gone.png is missing", "empty.mp4 is empty", "noise.wav is damaged");
    }

    @Test
    void aTruncatedVideoGivesFramesOrAProblem() throws Exception {
        video(folder.resolve("film.mp4"));
        byte[] complete = Files.readAllBytes(folder.resolve("film.mp4"));
        Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(complete, complete.length / 2));
        ContentMedia media = reader.read(new Description.Media(null, List.of(), "cut.mp4", null), folder);
        assertThat(media.frames().isEmpty()).isEqualTo(!media.problems().isEmpty());
    }

    @Test
    void aPathOutsideTheDataSetIsRefused() {
        ContentMedia media = reader.read(new Description.Media("../secret.png", List.of(), null, null), folder);
        assertThat(media.problems()).containsExactly("The file ../secret.png is outside the data-set folder");
    }

    private void picture(String name) throws IOException {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200; i++) {
            image.setRGB(i % 20, i / 20, 0xffffff);
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private static void video(Path file) throws Exception {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 64, 48, 1)) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
            recorder.setFrameRate(RATE);
            recorder.setSampleRate(LogMel.RATE);
            recorder.start();
            for (int i = 0; i < SECONDS * RATE; i++) {
                Frame picture = new Frame(64, 48, Frame.DEPTH_UBYTE, 3);
                ByteBuffer pixels = (ByteBuffer) picture.image[0];
                for (int y = 0; y < 48; y++) {
                    for (int x = 0; x < 64; x++) {
                        pixels.put(y * picture.imageStride + x * 3 + 2, (byte) (i / RATE * 80)); // byte order: blue, green, red
                    }
                }
                recorder.record(picture);
                ShortBuffer tone = ShortBuffer.allocate(LogMel.RATE / RATE);
                for (int s = 0; s < tone.capacity(); s++) {
                    double time = (double) (i * tone.capacity() + s) / LogMel.RATE;
                    tone.put(s, (short) (20_000 * Math.sin(2 * Math.PI * 1_000 * time)));
                }
                recorder.recordSamples(LogMel.RATE, 1, tone);
            }
        }
    }

    private static int loudest(float[] segment) {
        int middle = LogMel.STEPS / 2 * LogMel.BANDS;
        int loudest = 0;
        for (int band = 0; band < LogMel.BANDS; band++) {
            if (segment[middle + band] > segment[middle + loudest]) {
                loudest = band;
            }
        }
        return loudest;
    }

    /** Returns the band whose centre is nearest to a frequency. */
    private static int band(double hertz) {
        double low = 1127 * Math.log(1 + 125.0 / 700);
        double high = 1127 * Math.log(1 + 7_500.0 / 700);
        double step = (high - low) / (LogMel.BANDS + 1);
        return (int) Math.round((1127 * Math.log(1 + hertz / 700) - low) / step) - 1;
    }
}
