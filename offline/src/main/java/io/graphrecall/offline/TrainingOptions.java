package io.graphrecall.offline;

import io.graphrecall.gnn.TrainingSteps;
import io.graphrecall.gnn.multimodal.MultimodalStep;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.schema.parallel.BlockRunner;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Training of a build.
 *
 * @param steps      algorithms, in the order of training; a generation has no space of any other one
 * @param epochs     maximum epochs per model; null for the default of each model
 * @param policy     models to train if the stage {@code train} is selected
 * @param device     device of trainings and of encoders
 * @param threads    threads of one tensor operation. They spin while they wait for each other, so more than one pays off
 *                   only on idle cores
 * @param imageModel ONNX file of an image model for pictures and video frames; null for the built-in encoder
 */
public record TrainingOptions(
        List<TrainingStep> steps, @Nullable Integer epochs, TrainingContext.Policy policy, ComputeDevice device,
        int threads,
        @Nullable Path imageModel) {

    /** All algorithms, trained where they are out of date, on the first GPU or else on one thread. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(
            TrainingSteps.STANDARD, null, TrainingContext.Policy.UPDATE, ComputeDevice.AUTO, 1, null);

    /** No algorithm. */
    public static final TrainingOptions NONE = DEFAULT.withSteps(List.of());

    public TrainingOptions {
        steps = List.copyOf(steps);
        if (steps.stream().map(TrainingStep::name).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("two training steps have the same name: "
                    + steps.stream().map(TrainingStep::name).toList());
        }
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("epochs is " + epochs + ", must be at least 1");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("training threads is " + threads + ", must be at least 1");
        }
    }

    public TrainingOptions withSteps(List<TrainingStep> others) {
        return new TrainingOptions(others, epochs, policy, device, threads, imageModel);
    }

    /** Replaces the step of the same name; without one, nothing changes. */
    public TrainingOptions with(TrainingStep other) {
        return withSteps(steps.stream().map(step -> step.name().equals(other.name()) ? other : step).toList());
    }

    /** Excludes steps by name. */
    public TrainingOptions without(Predicate<String> excluded) {
        return withSteps(steps.stream().filter(step -> !excluded.test(step.name())).toList());
    }

    public TrainingOptions withEpochs(int number) {
        return new TrainingOptions(steps, number, policy, device, threads, imageModel);
    }

    public TrainingOptions withPolicy(TrainingContext.Policy other) {
        return new TrainingOptions(steps, epochs, other, device, threads, imageModel);
    }

    /** The step that encodes media, if it is one of the steps. */
    Optional<MultimodalStep> multimodal() {
        return steps.stream().filter(MultimodalStep.class::isInstance).map(MultimodalStep.class::cast).findFirst();
    }

    /** Context of the steps of one build. */
    TrainingContext context(boolean train, long seed, Path home, BlockRunner runner) {
        return new TrainingContext(
                train ? policy : TrainingContext.Policy.REUSE, seed, epochs, device, threads, imageModel,
                home, runner);
    }
}
