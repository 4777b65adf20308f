package io.graphrecall.gnn.training;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * Trains a model on behaviour.
 *
 * @param <M> the model
 */
public interface BehaviourTraining<M extends BehaviourModel> {

    /** Whether there is anything to learn. */
    boolean canLearn(TrainingData data);

    /** Whether a model is what {@link #train} would come to. */
    boolean leadsTo(M model, TrainingData data);

    /**
     * Trains.
     *
     * @param checkpoint where the state is kept, so that a killed training goes on; null for nowhere
     * @return a model, which the caller closes
     * @throws RecallException with {@code INVALID} where {@link #canLearn} is false
     */
    M train(TrainingData data, @Nullable Path checkpoint, Progress progress);
}
