package io.graphrecall.offline;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a build learns.
 *
 * @param models which models are trained and used at all
 * @param epochs     passes of each training at most; null for as many as suit it
 * @param again      whether a model that still fits is trained again all the same
 * @param threads    of one operation; they spin while they wait for each other, so more than one pays only where as many
 *                   cores are idle
 * @param frames     an image model for the frames of contents, in a file; null for the built-in encoder
 */
public record TrainingOptions(
        Set<LearnedModel> models, @Nullable Integer epochs, boolean again, int threads, @Nullable Path frames) {

    /** Everything that does not fit any more is trained, on one thread. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(
            EnumSet.allOf(LearnedModel.class), null, false, 1, null);

    /** Nothing is trained, and no model used. */
    public static final TrainingOptions NONE = DEFAULT.withModels(Set.of());

    public TrainingOptions {
        models = Set.copyOf(models);
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException(epochs + " epochs, at least 1 is wanted");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads of the training are " + threads + ", must be at least 1");
        }
    }

    /** Whether a model is trained and used. */
    public boolean learns(LearnedModel model) {
        return models.contains(model);
    }

    public TrainingOptions withModels(Set<LearnedModel> others) {
        return new TrainingOptions(others, epochs, again, threads, frames);
    }

    public TrainingOptions withEpochs(int number) {
        return new TrainingOptions(models, number, again, threads, frames);
    }

    public TrainingOptions withFrames(Path model) {
        return new TrainingOptions(models, epochs, again, threads, model);
    }
}
