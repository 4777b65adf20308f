/**
 * The multimodal content encoder: encodes the texts, pictures, videos and sounds of contents into embedding spaces.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalStep}: trains the encoder and encodes the catalogue in a build
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalTraining}: trains the encoder
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalEncoder}: a trained encoder
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalParameters}: parameters of model and training
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalModel}, {@link io.graphrecall.gnn.multimodal.PretrainingLoss}: the
 * network and its losses
 * <li>{@link io.graphrecall.gnn.multimodal.ReducedRankRegression}: maps pooled streams to embedding spaces
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.multimodal;

import org.jspecify.annotations.NullMarked;
