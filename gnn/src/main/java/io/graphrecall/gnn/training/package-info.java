/**
 * Training: the step of a learned algorithm in a build, and the loop that all models share.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.training.TrainingStep}: what an algorithm contributes to a build, from
 * {@link io.graphrecall.gnn.training.TrainingInput} to {@link io.graphrecall.gnn.training.TrainingResult}
 * <li>{@link io.graphrecall.gnn.training.ModelStep}, {@link io.graphrecall.gnn.training.BehaviourStep}: steps with one
 * model and one embedding space
 * <li>{@link io.graphrecall.gnn.training.ModelTraining}, {@link io.graphrecall.gnn.training.TrainedModel}: the training
 * of such a step and its model
 * <li>{@link io.graphrecall.gnn.training.TrainingLoop}: epochs, checkpoints, early stopping, progress
 * <li>{@link io.graphrecall.gnn.training.Learner}: loss and validation score of a model
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.training;

import org.jspecify.annotations.NullMarked;
