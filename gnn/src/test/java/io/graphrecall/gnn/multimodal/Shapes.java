package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.media.Picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small catalogue: each picture shows a coloured shape; its text has the colour, the shape and a noise word. */
final class Shapes {

    static final int SIDE = 32;

    private static final List<String> COLOURS = List.of("red", "green", "blue", "yellow");
    private static final int[][] RGB = {{220, 30, 30}, {30, 200, 30}, {30, 30, 220}, {220, 220, 30}};
    private static final List<String> SHAPES = List.of("square", "disc", "bar");
    private static final List<String> NOISE = List.of("alpha", "beta", "gamma", "delta", "new", "fine");

    private Shapes() {}

    /** Returns a number of contents. */
    static List<ContentSample> catalogue(int count, long seed) {
        Random random = new Random(seed);
        List<ContentSample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int colour = random.nextInt(COLOURS.size());
            int shape = random.nextInt(SHAPES.size());
            List<String> words = List.of(
                    NOISE.get(random.nextInt(NOISE.size())), COLOURS.get(colour), SHAPES.get(shape));
            samples.add(new ContentSample(words, List.of(picture(colour, shape, random)), List.of()));
        }
        return samples;
    }

    /** Returns the contents of {@link #catalogue} with three frames each and a sound that identifies the shape. */
    static List<ContentSample> films(int count, long seed) {
        Random random = new Random(seed);
        return catalogue(count, seed).stream().map(sample -> {
            int colour = COLOURS.indexOf(sample.terms().get(1));
            int shape = SHAPES.indexOf(sample.terms().get(2));
            List<Picture> frames = List.of(
                    sample.frames().getFirst(), picture(colour, shape, random), picture(colour, shape, random));
            float[] sound = new float[8];
            sound[shape] = 1;
            return new ContentSample(sample.terms(), frames, List.of(sound, sound));
        }).toList();
    }

    /** Returns the contents of {@link #catalogue} with one or two image model vectors: noisy one-hot colour and shape. */
    static List<ContentSample> withFrameVectors(int count, long seed) {
        Random random = new Random(seed);
        return catalogue(count, seed).stream().map(sample -> {
            int look = COLOURS.indexOf(sample.terms().get(1)) * SHAPES.size() + SHAPES.indexOf(sample.terms().get(2));
            float[] vector = new float[COLOURS.size() * SHAPES.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (random.nextGaussian() * 0.1 + (i == look ? 1 : 0));
            }
            return new ContentSample(sample.terms(), List.of(), random.nextBoolean()
                    ? List.of(vector)
                    : List.of(vector, vector), List.of());
        }).toList();
    }

    private static Picture picture(int colour, int shape, Random random) {
        byte[] rgb = new byte[SIDE * SIDE * Picture.CHANNELS];
        int x0 = 10 + random.nextInt(12);
        int y0 = 10 + random.nextInt(12);
        int radius = 6 + random.nextInt(4);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int dx = Math.abs(x - x0);
                int dy = Math.abs(y - y0);
                boolean inside = switch (shape) {
                    case 0 -> dx < radius && dy < radius;
                    case 1 -> dx * dx + dy * dy < radius * radius;
                    default -> dy < 3;
                };
                for (int c = 0; c < Picture.CHANNELS; c++) {
                    int value = (inside ? RGB[colour][c] : 240) + random.nextInt(10);
                    rgb[(y * SIDE + x) * Picture.CHANNELS + c] = (byte) Math.min(255, value);
                }
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }
}
