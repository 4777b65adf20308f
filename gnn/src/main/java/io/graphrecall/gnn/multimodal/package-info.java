/**
 * The multimodal content encoder: what a content says, shows and sounds like, as vectors.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalTraining}: learns it from a catalogue
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalEncoder}: contents to vectors
 * <li>{@link io.graphrecall.gnn.multimodal.MultimodalParameters}: settings of both
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.multimodal;

import org.jspecify.annotations.NullMarked;
