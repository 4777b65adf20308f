package io.graphrecall.content.testing;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Test pictures and films of a red or blue disc on white. */
public final class Discs {

    private static final int SIDE = 64;
    private static final int RATE = 16_000;
    private static final int FRAMES_PER_SECOND = 10;
    private static final int FRAMES = 2 * FRAMES_PER_SECOND;

    private Discs() {}

    /** Writes a picture. The position of the disc depends on {@code number}. */
    public static void picture(Path file, boolean red, int number) throws IOException {
        ImageIO.write(disc(red, number), "png", file.toFile());
    }

    /** Writes two seconds of moving discs and a tone. */
    public static void film(Path file, boolean red) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), SIDE, SIDE, 1);
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
            recorder.setFrameRate(FRAMES_PER_SECOND);
            recorder.setSampleRate(RATE);
            recorder.start();
            for (int i = 0; i < FRAMES; i++) {
                recorder.record(converter.convert(disc(red, i))); // the converter reuses its frame
                ShortBuffer tone = ShortBuffer.allocate(RATE / FRAMES_PER_SECOND);
                for (int s = 0; s < tone.capacity(); s++) {
                    tone.put(s, (short) (20_000 * Math.sin(2 * Math.PI * 440 * (i * tone.capacity() + s) / RATE)));
                }
                recorder.recordSamples(RATE, 1, tone);
            }
        }
    }

    private static BufferedImage disc(boolean red, int number) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(red ? new Color(210, 20, 30) : new Color(30, 40, 220));
        graphics.fillOval(5 + number % 7 * 3, 5 + number % 5 * 4, 30, 30);
        graphics.dispose();
        return image;
    }
}
