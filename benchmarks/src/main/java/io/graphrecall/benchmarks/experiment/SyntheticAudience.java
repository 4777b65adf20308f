package io.graphrecall.benchmarks.experiment;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Users with a relevance of each content, and the lists of two scenes that estimate it with errors. Most of the error is
 * common to both, as of variants of one recommender. A click is in proportion to the relevance and to the eagerness of the
 * user.
 *
 * @param sceneError   standard deviation of the scene's own error of relevance
 * @param variantError that of the variant
 */
record SyntheticAudience(double sceneError, double variantError) implements Audience {

    private static final int CONTENTS = 60;
    private static final int MAX_ANSWERS = 5;
    private static final double COMMON_ERROR = 0.1;
    private static final double MAX_RELEVANCE = 0.5;

    @Override
    public Stream<Request> arrive(SplittableRandom random) {
        double eagerness = 2 * random.nextDouble();
        int answers = random.nextInt(1, MAX_ANSWERS + 1);
        return Stream.generate(() -> request(eagerness, random)).limit(answers);
    }

    private Request request(double eagerness, SplittableRandom random) {
        double[] relevance = new double[CONTENTS];
        double[] common = new double[CONTENTS];
        for (int content = 0; content < CONTENTS; content++) {
            relevance[content] = MAX_RELEVANCE * Math.pow(random.nextDouble(), 3);
            common[content] = COMMON_ERROR * random.nextGaussian();
        }
        return new Request() {

            @Override
            public int[] list(Arm arm) {
                double error = arm == Arm.SCENE ? sceneError : variantError;
                double[] scores = new double[CONTENTS];
                for (int content = 0; content < CONTENTS; content++) {
                    scores[content] = relevance[content] + common[content] + error * random.nextGaussian();
                }
                return IntStream.range(0, CONTENTS).boxed()
                        .sorted(Comparator.comparingDouble(content -> -scores[content]))
                        .limit(LISTED).mapToInt(Integer::intValue).toArray();
            }

            @Override
            public double attraction(int content) {
                return eagerness * relevance[content];
            }
        };
    }
}
