package io.graphrecall.offline;

import org.jspecify.annotations.Nullable;

/**
 * What a build learns.
 *
 * @param multimodal whether the multimodal encoder is trained and used at all
 * @param epochs     passes over the contents at most; null for as many as suit their number
 * @param again      whether a model that still fits is trained again all the same
 * @param threads    of one operation; they spin while they wait for each other, so more than one pays only where as many
 *                   cores are idle
 */
public record TrainingOptions(boolean multimodal, @Nullable Integer epochs, boolean again, int threads) {

    /** Everything that does not fit any more is trained, on one thread. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(true, null, false, 1);

    /** Nothing is trained, and no model used. */
    public static final TrainingOptions NONE = new TrainingOptions(false, null, false, 1);

    public TrainingOptions {
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException(epochs + " epochs, at least 1 is wanted");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads of the training are " + threads + ", must be at least 1");
        }
    }

    public TrainingOptions withEpochs(int number) {
        return new TrainingOptions(multimodal, number, again, threads);
    }
}
