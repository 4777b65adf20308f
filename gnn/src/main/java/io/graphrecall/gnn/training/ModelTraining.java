package io.graphrecall.gnn.training;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains one kind of model with fixed parameters and a fixed seed.
 *
 * @param <D> training data
 * @param <M> model
 */
public interface ModelTraining<D, M extends TrainedModel> {

    /** Reason why {@link #canLearn} is false. */
    String NOTHING_TO_LEARN = "no user has a sequence of engagements to learn from: a positive engagement with a content after "
            + "an event at an earlier time";

    /** Returns true if the data hold at least one training sample. */
    boolean canLearn(D data);

    /** Returns true if {@link #train} would give this model: parameters, seed and data are the same. */
    boolean isUpToDate(M model, D data);

    /**
     * Returns a training that starts from the weights of a model that was trained before on other data (warm start). It
     * holds out the same users, so that the earlier model knows none of the validation targets.
     *
     * @param earlier stays open until the training has ended
     * @param epochs  maximum epochs
     * @return empty if the earlier model has another seed, other parameters or input vectors of another encoder, so that its
     *         weights do not fit
     */
    Optional<ModelTraining<D, M>> startingFrom(M earlier, D data, int epochs);

    /**
     * Trains a model.
     *
     * @param checkpoint file for the training state, from which an interrupted training resumes; null for none
     * @return the model; the caller closes it
     * @throws RecallException with code {@code INVALID} if {@link #canLearn} is false
     */
    M train(D data, @Nullable Path checkpoint, Progress progress);
}
