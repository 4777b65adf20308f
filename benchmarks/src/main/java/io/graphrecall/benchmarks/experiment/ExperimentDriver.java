package io.graphrecall.benchmarks.experiment;

import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Decision;
import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Method;
import io.graphrecall.benchmarks.input.Arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

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
    /** Users whose click rates say how much better a variant is. */
    private static final int LIFT_USERS = 200_000;
    private static final long LIFT_SEED = -1;

    private ExperimentDriver() {}

    /** Runs the experiments that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        int runs = arguments.required("runs", Integer::valueOf);
        int users = arguments.value("users", 20_000, Integer::valueOf);
        List<Double> errors = arguments.value("errors", List.of(0.1, 0.08, 0.05, 0.02),
                texts -> Arrays.stream(texts.split(",")).map(Double::valueOf).toList());
        arguments.requireAllRead();
        System.out.println("error  lift     method       variant better  scene better  undecided  median users");
        for (double error : errors) {
            SimulatedExperiment experiment = new SimulatedExperiment(SCENE_ERROR, error, users);
            double lift = experiment.lift(LIFT_USERS, LIFT_SEED);
            for (Method method : Method.values()) {
                System.out.println(row(error, lift, method, decisions(experiment, method, runs)));
            }
        }
    }

    /** Returns the ends of some experiments, with seeds from 0. */
    static List<Decision> decisions(SimulatedExperiment experiment, Method method, int runs) {
        return LongStream.range(0, runs).parallel().mapToObj(seed -> experiment.run(method, seed)).toList();
    }

    private static String row(double error, double lift, Method method, List<Decision> decisions) {
        long better = decisions.stream().filter(decision -> decision.difference() > 0).count();
        long worse = decisions.stream().filter(decision -> decision.difference() < 0).count();
        int median = decisions.stream().map(Decision::users).sorted().toList().get(decisions.size() / 2);
        return String.format(Locale.ROOT, "%-5.2f  %+6.2f %%  %-11s  %14d  %12d  %9d  %,12d", error, 100 * lift,
                method.name().toLowerCase(Locale.ROOT), better, worse, decisions.size() - better - worse, median);
    }
}
