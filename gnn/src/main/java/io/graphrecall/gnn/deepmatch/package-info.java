/**
 * The deep match model: a two-tower model that encodes a user's recent sequences and a content into vectors whose inner
 * product is the match score.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.deepmatch.MatchTraining}: trains the model on behaviour
 * <li>{@link io.graphrecall.gnn.deepmatch.DeepMatch}: a trained model
 * <li>{@link io.graphrecall.gnn.deepmatch.MatchParameters}: parameters of model and training
 * <li>{@link io.graphrecall.gnn.deepmatch.ElementEncoder}: the target tower, an encoder of contents, items and queries
 * <li>{@link io.graphrecall.gnn.deepmatch.UserEncoder}: the user tower
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.deepmatch;

import org.jspecify.annotations.NullMarked;
