/**
 * Snapshots that requests search: the tables of one generation, the live overlay and the opened serving modules.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.snapshot.ServingSnapshot}: these parts as one immutable value
 * <li>{@link io.graphrecall.service.snapshot.OpeningGeneration}: the parts that a serving module reads when it opens
 * <li>{@link io.graphrecall.service.snapshot.LiveSnapshots}: the snapshot that serves now, kept up to date with the graph
 * </ul>
 */
@NullMarked
package io.graphrecall.service.snapshot;

import org.jspecify.annotations.NullMarked;
