package io.graphrecall.content.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/**
 * The similarity that texts without meaning reach in a text space. A search whose most similar content is below it has no
 * content of its meaning.
 */
public final class NoiseLevel {

    private static final int STRINGS = 64;
    private static final int MIN_LENGTH = 4;
    private static final int MAX_LENGTH = 8;
    private static final double SHARE = 0.9;
    /** Vectors compared at a time, so that their copy stays small. */
    private static final int BLOCK = 4096;

    private NoiseLevel() {}

    /**
     * Returns the highest similarity to any of the texts that 9 of 10 random strings do not exceed: 64 strings of 4 to 8
     * characters, drawn from the different letters and digits of the texts. Deterministic.
     *
     * @param vectors vectors of the texts by the encoder, [texts, dimension]
     * @return at least 0; 0 without letters and digits
     */
    public static double of(TextEncoder encoder, Collection<String> texts, float[][] vectors) {
        int[] alphabet = texts.stream().flatMapToInt(String::codePoints).filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase).sorted().distinct().toArray();
        if (alphabet.length == 0) {
            return 0;
        }
        List<float[]> noise = Arrays.asList(encoder.encode(strings(alphabet)));
        double[] highest = new double[STRINGS];
        List<float[]> all = Arrays.asList(vectors);
        for (int from = 0; from < vectors.length; from += BLOCK) {
            float[][] products = new DotProducts(all.subList(from, Math.min(vectors.length, from + BLOCK))).of(noise);
            for (int i = 0; i < STRINGS; i++) {
                for (float product : products[i]) {
                    highest[i] = Math.max(highest[i], product);
                }
            }
        }
        Arrays.sort(highest);
        return highest[(int) (SHARE * STRINGS)];
    }

    private static List<String> strings(int[] alphabet) {
        Random random = new Random(0);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < STRINGS; i++) {
            StringBuilder string = new StringBuilder();
            for (int length = random.nextInt(MIN_LENGTH, MAX_LENGTH + 1); length > 0; length--) {
                string.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            strings.add(string.toString());
        }
        return strings;
    }
}
