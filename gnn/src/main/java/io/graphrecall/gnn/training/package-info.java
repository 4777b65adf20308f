/**
 * Training: the loop that every learned model shares.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.training.TrainingLoop}: epochs, checkpoints, early stop, progress
 * <li>{@link io.graphrecall.gnn.training.Learner}: what is trained
 * <li>{@link io.graphrecall.gnn.sampling.EpochBatches}: the batches of an epoch
 * <li>{@link io.graphrecall.gnn.training.BehaviourTraining}, {@link io.graphrecall.gnn.training.BehaviourModel}: what
 * models of behaviour have in common
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.training;

import org.jspecify.annotations.NullMarked;
