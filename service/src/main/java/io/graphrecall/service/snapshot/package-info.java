/**
 * The snapshot that a service serves now, kept up to date with the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.snapshot.LiveSnapshots}: replaces the snapshot when contents change or a generation is
 * activated
 * <li>{@link io.graphrecall.service.snapshot.GraphContinuity}: detects a graph that is not the one of the generation
 * </ul>
 */
@NullMarked
package io.graphrecall.service.snapshot;

import org.jspecify.annotations.NullMarked;
