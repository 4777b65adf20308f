package io.graphrecall.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Decision;
import io.graphrecall.benchmarks.experiment.SimulatedExperiment.Method;
import io.graphrecall.benchmarks.experiment.WorldAudience.Reader;
import io.graphrecall.schema.Progress;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class SimulatedExperimentTest {

    private static final int RUNS = 20;
    /** At most 5 % of the experiments are decided, so more than 5 of 20 have a probability below 0.04 %. */
    private static final int MAX_DECIDED = 5;

    @Test
    void interleavingFindsABetterVariantAndNeverTheWorseScene() {
        SimulatedExperiment experiment = new SimulatedExperiment(new SyntheticAudience(0.1, 0.02), 4_000);
        assertThat(experiment.lift(4_000, 1)).isPositive();

        List<Decision> decisions = experiment.run(Method.INTERLEAVED, RUNS);

        assertThat(decisions).allSatisfy(decision -> assertThat(decision.difference()).isPositive());
    }

    @Test
    void interleavingSeldomFindsAPlacebo() {
        List<Decision> decisions = new SimulatedExperiment(new SyntheticAudience(0.1, 0.1), 2_000)
                .run(Method.INTERLEAVED, RUNS);

        assertThat(decisions.stream().filter(decision -> decision.difference() != 0))
                .hasSizeLessThanOrEqualTo(MAX_DECIDED);
    }

    @Test
    void usersOfAWorldPreferTheListsOfTheirInterests(@TempDir Path folder) {
        WorldParameters parameters = WorldParameters.of(200, 300, 3_000, 1, WorldParameters.END);
        SimulatedWorld.writeWithTruth(
                folder.resolve("world"), folder.resolve("world-truth"), parameters, Progress.NONE);
        WorldTruth truth = new WorldTruth(folder.resolve("world-truth"));
        List<Reader> users = truth.users().stream()
                .map(user -> new Reader(user, IntStream.range(0, Audience.LISTED).toArray(), best(truth, user)))
                .toList();

        for (Method method : Method.values()) {
            assertThat(new SimulatedExperiment(new WorldAudience(users, truth::attraction), 4_000).run(method, RUNS))
                    .allSatisfy(decision -> assertThat(decision.difference()).isPositive());
            assertThat(new SimulatedExperiment(new WorldAudience(users, (user, content) -> 0.1), 2_000)
                    .run(method, RUNS).stream().filter(decision -> decision.difference() != 0))
                    .hasSizeLessThanOrEqualTo(MAX_DECIDED);
        }
    }

    private static int[] best(WorldTruth truth, String user) {
        return IntStream.range(0, 300).boxed()
                .sorted(Comparator.comparingDouble(content -> -truth.attraction(user, content)))
                .limit(Audience.LISTED).mapToInt(Integer::intValue).toArray();
    }
}
