package io.graphrecall.benchmarks.experiment;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A user with a relevance of each content, and the lists of two scenes that estimate it with errors. Most of the error is
 * common to both, as of variants of one recommender. The user clicks by the position-based model: a content is examined with a
 * probability that falls with its position, and an examined one is clicked with a probability in proportion to its
 * relevance and to the eagerness of the user.
 */
final class SimulatedUser {

    static final int LISTED = 20;

    private static final int CONTENTS = 60;
    private static final int MAX_ANSWERS = 5;
    private static final double COMMON_ERROR = 0.1;
    private static final double MAX_RELEVANCE = 0.5;

    private final SplittableRandom random;
    private final double eagerness;
    private final int answers;

    SimulatedUser(SplittableRandom random) {
        this.random = random;
        eagerness = 2 * random.nextDouble();
        answers = random.nextInt(1, MAX_ANSWERS + 1);
    }

    /** Number of lists that the user is shown during the experiment. */
    int answers() {
        return answers;
    }

    /**
     * The candidates of one request.
     *
     * @param relevance by content
     * @param common    common error of both scenes, by content
     */
    record Candidates(double[] relevance, double[] common) {}

    Candidates candidates() {
        double[] relevance = new double[CONTENTS];
        double[] common = new double[CONTENTS];
        for (int content = 0; content < CONTENTS; content++) {
            relevance[content] = MAX_RELEVANCE * Math.pow(random.nextDouble(), 3);
            common[content] = COMMON_ERROR * random.nextGaussian();
        }
        return new Candidates(relevance, common);
    }

    /** Returns the list of a scene, best first. */
    int[] list(Candidates candidates, double error) {
        double[] scores = new double[CONTENTS];
        for (int content = 0; content < CONTENTS; content++) {
            scores[content] = candidates.relevance[content] + candidates.common[content]
                    + error * random.nextGaussian();
        }
        return IntStream.range(0, CONTENTS).boxed().sorted(Comparator.comparingDouble(content -> -scores[content]))
                .limit(LISTED).mapToInt(Integer::intValue).toArray();
    }

    /** Returns true if the user clicks a content at a position from 0. */
    boolean clicks(Candidates candidates, int content, int position) {
        double examined = 1 / (1 + 0.2 * position);
        return random.nextDouble() < examined * eagerness * candidates.relevance[content];
    }
}
