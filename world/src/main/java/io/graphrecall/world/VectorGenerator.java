package io.graphrecall.world;

import io.graphrecall.world.SeededRandom.Stream;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Generates precomputed vectors of contents, as a platform's own encoder would supply them: the sum of random vectors of
 * the field, the tags and the visual style, and noise. Contents with common tags are close. Immutable.
 */
final class VectorGenerator {

    private static final double STYLE_WEIGHT = 0.5;
    private static final double NOISE_WEIGHT = 0.7;

    private final long seed;
    private final int dimension;
    private final List<double[]> fields;
    private final List<double[]> tags;
    private final List<double[]> styles;

    VectorGenerator(WorldParameters parameters, WorldVocabulary vocabulary) {
        seed = parameters.seed();
        dimension = parameters.dimension();
        int fieldCount = vocabulary.fields().size();
        int tagCount = fieldCount * WorldVocabulary.TAGS;
        fields = axes(0, fieldCount);
        tags = axes(fieldCount, tagCount);
        styles = axes(fieldCount + tagCount, Authors.STYLES);
    }

    private List<double[]> axes(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> normal(SeededRandom.of(seed, Stream.VECTOR_AXIS, number))).toList();
    }

    /** Returns the vector of a content, with four decimal places. */
    List<Double> vector(int number, SimulatedContent content) {
        double[] noise = normal(SeededRandom.of(seed, Stream.CONTENT_VECTOR, number));
        return IntStream.range(0, dimension).mapToObj(i -> {
            double value = fields.get(content.field())[i] + STYLE_WEIGHT * styles.get(content.style())[i]
                    + NOISE_WEIGHT * noise[i];
            for (int tag : content.tags()) {
                value += tags.get(tag)[i];
            }
            return Math.round(value * 1e4) / 1e4;
        }).toList();
    }

    private double[] normal(SeededRandom random) {
        return IntStream.range(0, dimension).mapToDouble(i -> random.nextNormal()).toArray();
    }
}
