/**
 * Training: the loop that every learned model shares.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.training.TrainingLoop}: epochs, checkpoints, early stop, progress
 * <li>{@link io.graphrecall.gnn.training.Learner}: what is trained
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.training;

import org.jspecify.annotations.NullMarked;
