package io.graphrecall.world;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Sound of half a second. The field determines the pitch, the style the number of overtones, the author the beat.
 *
 * @param pitch     hertz
 * @param overtones number of overtones
 * @param beat      hertz
 */
record Tone(double pitch, int overtones, double beat) {

    private static final int RATE = 8_000;
    private static final int SAMPLES = RATE / 2;
    private static final AudioFormat FORMAT = new AudioFormat(RATE, 8, 1, false, false);

    static Tone of(SimulatedContent content) {
        return new Tone(110 * StrictMath.pow(2, content.field() / 12.0), content.style() % 4, 2 + content.author() % 7);
    }

    /** Writes a WAV file: mono, 8,000 samples per second, 8 bits. */
    void write(Path file) throws IOException {
        byte[] samples = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double time = (double) i / RATE;
            double sum = 0;
            for (int wave = 0; wave <= overtones; wave++) {
                sum += StrictMath.sin(2 * Math.PI * pitch * (wave + 1) * time) / (wave + 1);
            }
            double amplitude = 0.6 + 0.4 * StrictMath.sin(2 * Math.PI * beat * time);
            samples[i] = (byte) (128 + 50 * amplitude * sum);
        }
        AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(samples), FORMAT, SAMPLES);
        try (OutputStream out = Files.newOutputStream(file)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, out);
        }
    }
}
