package io.graphrecall.benchmarks.experiment;

import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Decision;
import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Method;

import java.util.List;
import java.util.Locale;

/** Printed table of the ends of experiments, a row per variant and method. */
final class DecisionTable {

    /** Users whose click rates say how much better a variant is. */
    private static final int LIFT_USERS = 200_000;
    private static final long LIFT_SEED = -1;

    private final int runs;

    /**
     * Prints the heading.
     *
     * @param runs experiments per row
     */
    DecisionTable(String variants, int runs) {
        this.runs = runs;
        System.out.printf("%-36s  lift      method       variant better  scene better  undecided  median users%n",
                variants);
    }

    /** Runs the experiments of a variant and prints their rows. */
    void add(String variant, SimulatedExperiment experiment) {
        double lift = experiment.lift(LIFT_USERS, LIFT_SEED);
        for (Method method : Method.values()) {
            List<Decision> decisions = experiment.run(method, runs);
            long better = decisions.stream().filter(decision -> decision.difference() > 0).count();
            long worse = decisions.stream().filter(decision -> decision.difference() < 0).count();
            int median = decisions.stream().map(Decision::users).sorted().toList().get(decisions.size() / 2);
            System.out.printf(Locale.ROOT, "%-36s  %+6.2f %%  %-11s  %14d  %12d  %9d  %,12d%n", variant, 100 * lift,
                    method.name().toLowerCase(Locale.ROOT), better, worse, decisions.size() - better - worse, median);
        }
    }
}
