package io.graphrecall.offline;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * What a build learns.
 *
 * @param multimodal whether the multimodal encoder is trained and used at all
 * @param personalised whether the personalised representation is trained and used at all
 * @param deepMatch  whether the deep match model is trained and used at all
 * @param gcn        whether the meta-path GCN is trained and used at all
 * @param epochs     passes of each training at most; null for as many as suit it
 * @param again      whether a model that still fits is trained again all the same
 * @param threads    of one operation; they spin while they wait for each other, so more than one pays only where as many
 *                   cores are idle
 * @param frames     an image model for the frames of contents, in a file; null for the built-in encoder
 */
public record TrainingOptions(
        boolean multimodal, boolean personalised, boolean deepMatch, boolean gcn, @Nullable Integer epochs,
        boolean again, int threads,
        @Nullable Path frames) {

    /** Everything that does not fit any more is trained, on one thread. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(true, true, true, true, null, false, 1, null);

    /** Nothing is trained, and no model used. */
    public static final TrainingOptions NONE = new TrainingOptions(false, false, false, false, null, false, 1, null);

    public TrainingOptions {
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException(epochs + " epochs, at least 1 is wanted");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads of the training are " + threads + ", must be at least 1");
        }
    }

    public TrainingOptions withEpochs(int number) {
        return new TrainingOptions(multimodal, personalised, deepMatch, gcn, number, again, threads, frames);
    }

    public TrainingOptions withFrames(Path model) {
        return new TrainingOptions(multimodal, personalised, deepMatch, gcn, epochs, again, threads, model);
    }
}
