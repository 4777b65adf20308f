package io.graphrecall.benchmarks.experiment;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The users of a simulated experiment. They click by the position-based model: a content is examined with a probability that
 * falls with its position, and then clicked with a probability that depends on the content. Thread-safe.
 */
interface Audience {

    /** Maximum length of a list. */
    int LISTED = 20;

    /** The two scenes of an experiment. */
    enum Arm {
        SCENE, VARIANT
    }

    /** A request of a user. Each call of {@link #list} may draw from the generator of the user. */
    interface Request {

        /** Returns the list of a scene, best first. */
        int[] list(Arm arm);

        /** Returns the probability that the user clicks a content after examining it. */
        double attraction(int content);
    }

    /** Returns the requests of a user who arrives, drawn one by one from the generator. */
    Stream<Request> arrive(SplittableRandom random);

    /** Returns the probability that a user examines a position, from 0. */
    static double examined(int position) {
        return 1 / (1 + 0.2 * position);
    }
}
