package io.graphrecall.gnn.training;

import io.graphrecall.schema.Progress;

/**
 * The build side of a learned algorithm: trains its model and encodes the contents of a generation. Steps run in the
 * order of their list, and each reads the embedding spaces of the steps before it. Stateless; thread-safe.
 */
public interface TrainingStep {

    /** Reason why a model is not trained again. */
    String UP_TO_DATE = "the trained model is up to date";

    /** Name on the command line and in reports: lower-case words, joined by {@code _}. */
    String name();

    /** The model and its embedding spaces in a few words, for the command line's help. */
    String description();

    /**
     * Trains the model if the context requires it, then encodes all contents.
     *
     * @return {@link TrainingResult#EMPTY} if there is no trained model
     */
    TrainingResult run(TrainingInput input, TrainingContext context, Progress progress);

    /** Reports a task that ends at once, with its reason. */
    static void skip(String task, String reason, Progress progress) {
        progress.begin(task, 0);
        progress.end(reason);
    }
}
