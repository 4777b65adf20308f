package io.graphrecall.benchmarks.experiment;

import io.graphrecall.benchmarks.input.Arguments;

import java.util.Arrays;
import java.util.List;

/**
 * Errors of the decisions on variants, and the users that they need, by A/B comparison and by interleaving. Prints a row per
 * variant and method.
 */
public final class ExperimentDriver {

    private static final String USAGE = """
            --runs N       Experiments per row. Required.
            --users N      Users after which an experiment ends undecided (default: 20000).
            --errors A,B   Errors of the variants; that of the scene is 0.10 (default: 0.10,0.08,0.05,0.02).""";
    private static final double SCENE_ERROR = 0.1;

    private ExperimentDriver() {}

    /** Runs the experiments that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        int runs = arguments.required("runs", Integer::valueOf);
        int users = arguments.value("users", 20_000, Integer::valueOf);
        List<Double> errors = arguments.value("errors", List.of(0.1, 0.08, 0.05, 0.02),
                texts -> Arrays.stream(texts.split(",")).map(Double::valueOf).toList());
        arguments.requireAllRead();
        DecisionTable table = new DecisionTable("error", runs);
        for (double error : errors) {
            table.add(String.valueOf(error), new SimulatedExperiment(new SyntheticAudience(SCENE_ERROR, error), users));
        }
    }
}
