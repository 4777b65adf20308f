/**
 * Evaluation of the multimodal encoder: quality of its vectors, ablation of its losses, and speed.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.multimodal.MultimodalDriver}: the program
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.multimodal;

import org.jspecify.annotations.NullMarked;
