package io.graphrecall.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Decision;
import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Method;
import org.junit.jupiter.api.Test;

import java.util.List;

class SimulatedExperimentTest {

    private static final int RUNS = 20;

    @Test
    void interleavingFindsABetterVariantAndNeverTheWorseScene() {
        SimulatedExperiment experiment = new SimulatedExperiment(0.1, 0.02, 4_000);
        assertThat(experiment.lift(4_000, 1)).isPositive();

        List<Decision> decisions = ExperimentDriver.decisions(experiment, Method.INTERLEAVED, RUNS);

        assertThat(decisions).allSatisfy(decision -> assertThat(decision.difference()).isPositive());
    }

    @Test
    void interleavingSeldomFindsAPlacebo() {
        List<Decision> decisions = ExperimentDriver.decisions(
                new SimulatedExperiment(0.1, 0.1, 2_000), Method.INTERLEAVED, RUNS);

        // At most 5 % of the experiments are decided, so more than 5 of 20 have a probability below 0.04 %.
        assertThat(decisions.stream().filter(decision -> decision.difference() != 0)).hasSizeLessThanOrEqualTo(5);
    }
}
