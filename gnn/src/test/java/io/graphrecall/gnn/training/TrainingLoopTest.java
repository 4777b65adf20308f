package io.graphrecall.gnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class TrainingLoopTest {

    private static final TrainingSchedule SCHEDULE = new TrainingSchedule(50, 1, 0.3f, 0, 0, 3, 1);

    @Test
    void keepsTheBestEpochAndStopsEarly() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            // Training moves x to 10, but validation is best at 4.
            TrainingReport report = new TrainingLoop("a point", SCHEDULE, 1, null, 0)
                    .run(manager, weights, new Pull(x, 10, 4), Progress.NONE);
            assertThat(report.epochs()).hasSize(report.bestEpoch() + 1 + SCHEDULE.patience());
            assertThat(report.bestEpoch()).isPositive();
            double best = report.epochs().get(report.bestEpoch()).validation();
            assertThat(report.epochs()).allSatisfy(epoch -> assertThat(epoch.validation()).isLessThanOrEqualTo(best));
            assertThat(-Math.abs(x.toFloatArray()[0] - 4.0)).isCloseTo(best, within(1e-5));
        }
    }

    @Test
    void theProgressOfAnEpochNamesTheDevice() {
        List<String> tasks = new ArrayList<>();
        try (NDManager manager = Torch.open(ComputeDevice.CPU, 1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            new TrainingLoop("a point", SCHEDULE, 1, null, 0).run(manager, weights, new Pull(x, 10, 4), new Progress() {

                @Override
                public void begin(String task, long total) {
                    tasks.add(task);
                }

                @Override
                public void advance(long steps) {}

                @Override
                public void end(String outcome) {}
            });
        }
        assertThat(tasks).first().isEqualTo("Training a point on cpu, epoch 1 of 50");
    }

    @Test
    void aLossThatIsNotANumberEndsTheTraining() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            assertThatIllegalStateException().isThrownBy(() -> new TrainingLoop("a point", SCHEDULE, 1, null, 0)
                    .run(manager, weights, new Pull(x, Double.NaN, 0), Progress.NONE))
                    .withMessageContaining("the loss is NaN");
        }
    }

    @Test
    void aValidationScoreThatIsNotANumberEndsTheTraining() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            assertThatIllegalStateException().isThrownBy(() -> new TrainingLoop("a point", SCHEDULE, 1, null, 0)
                    .run(manager, weights, new Pull(x, 10, Double.NaN), Progress.NONE))
                    .withMessageContaining("validation score is NaN in epoch 1");
        }
    }

    @Test
    void weightsThatAreNotFiniteAreNeverKept() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            // No loss uses the second weight, so only the check of weights finds it.
            weights.buffer("y", Double.POSITIVE_INFINITY, 1);
            assertThatIllegalStateException().isThrownBy(() -> new TrainingLoop("a point", SCHEDULE, 1, null, 0)
                    .run(manager, weights, new Pull(x, 10, 4), Progress.NONE))
                    .withMessageContaining("weight 'y' is not finite after epoch 1");
        }
    }

    @Test
    void checkpointsTakeNoMemoryOfTheWeights(@TempDir Path folder) {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            new TrainingLoop("a point", SCHEDULE, 1, folder.resolve("checkpoint.npz"), 0)
                    .run(manager, weights, new Pull(x, 10, 4), Progress.NONE);
            assertThat(x.getManager().getManagedArrays()).containsExactly(x);
        }
    }

    @Test
    void everyStepHasOtherRandomNumbers() {
        List<Long> numbers = new ArrayList<>();
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 0, 1);
            TrainingSchedule schedule = new TrainingSchedule(3, 1, 0.001f, 0, 0, 3, 1);
            new TrainingLoop("a point", schedule, 1, null, 0).run(manager, weights, new Learner<Integer>() {

                @Override
                public List<Integer> batches(int epoch) {
                    return IntStream.range(0, 40).boxed().toList();
                }

                @Override
                public NDArray loss(NDManager scope, Integer batch, SplittableRandom random) {
                    numbers.add(random.nextLong());
                    return x.sub(1).square().sum();
                }

                @Override
                public double[] validate(NDManager scope) {
                    return new double[] {x.toFloatArray()[0]};
                }
            }, Progress.NONE);
        }
        assertThat(numbers).hasSize(3 * 40).doesNotHaveDuplicates();
    }

    @Test
    void theLearningRateWarmsUpAndDecays() {
        assertThat(SCHEDULE.learningRate(0, 10)).isCloseTo(0.03, within(1e-3));
        assertThat(SCHEDULE.learningRate(9, 10)).isCloseTo(0.3, within(1e-2));
        assertThat(SCHEDULE.learningRate(250, 10)).isCloseTo(0.1515, within(1e-3));
        assertThat(SCHEDULE.learningRate(499, 10)).isLessThan(0.01);
    }

    /** Moves a number to a target; the validation score is its distance to another number. */
    private record Pull(NDArray x, double target, double optimum) implements Learner<Integer> {

        @Override
        public List<Integer> batches(int epoch) {
            return List.of(0, 1, 2, 3);
        }

        @Override
        public NDArray loss(NDManager scope, Integer batch, SplittableRandom random) {
            return x.sub(target).square().sum();
        }

        @Override
        public double[] validate(NDManager scope) {
            return new double[] {-Math.abs(x.toFloatArray()[0] - optimum)};
        }
    }
}
