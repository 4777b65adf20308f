/**
 * How good the multimodal encoder is on a data set with pictures and titles, what each of its losses brings, and how
 * fast it encodes.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.multimodal.MultimodalDriver}: trains, measures, writes a report
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.multimodal;

import org.jspecify.annotations.NullMarked;
