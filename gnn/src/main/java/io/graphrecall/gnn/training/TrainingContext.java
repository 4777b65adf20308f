package io.graphrecall.gnn.training;

import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.schema.parallel.BlockRunner;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * Settings that all training steps of a build share.
 *
 * @param policy     models to train
 * @param seed       seed of all random numbers
 * @param epochs     maximum epochs per model; null for the default of each model
 * @param device     device of trainings and of encoders
 * @param threads    threads of one tensor operation
 * @param imageModel ONNX file of an image model for video frames and pictures; null for the built-in encoder
 * @param home       home folder
 * @param runner     runner of work in blocks
 */
public record TrainingContext(
        Policy policy, long seed, @Nullable Integer epochs, ComputeDevice device, int threads,
        @Nullable Path imageModel,
        Path home, BlockRunner runner) {

    /** Selects the models that are trained. */
    public enum Policy {
        /** None: steps use the models of earlier builds. */
        REUSE,
        /** Models that are missing or out of date. */
        UPDATE,
        /** As {@link #UPDATE}, but a model that is out of date is the start of a short training. */
        WARM_START,
        /** All models. */
        RETRAIN
    }

    /** Returns the same settings with another policy. */
    public TrainingContext withPolicy(Policy other) {
        return new TrainingContext(other, seed, epochs, device, threads, imageModel, home, runner);
    }

    /** Returns the schedule of a model with the epochs and threads of this context. */
    public TrainingSchedule schedule(TrainingSchedule defaults) {
        TrainingSchedule schedule = defaults.withThreads(threads);
        return epochs == null ? schedule : schedule.withMaxEpochs(epochs);
    }

    /** Folder of trained models and checkpoints. */
    public Path models() {
        return home.resolve("models");
    }

    /** Folder of files that can be computed again. */
    public Path cache() {
        return home.resolve("cache");
    }

    /** Folder of media files of contents that name no folder. */
    public Path media() {
        return home.resolve("media");
    }
}
