/**
 * Snapshots that requests search: the tables of one generation, the live overlay and the opened serving modules.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.snapshot.ServingSnapshot}: these parts as one immutable value
 * <li>{@link io.graphrecall.pipeline.snapshot.OpeningGeneration}: the parts that a serving module reads when it opens
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.snapshot;

import org.jspecify.annotations.NullMarked;
