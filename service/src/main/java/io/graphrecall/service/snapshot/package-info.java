/**
 * Snapshots that requests search: one generation, and the contents that changed since it was built.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.snapshot.ServingSnapshot}: both as one immutable value
 * <li>{@link io.graphrecall.service.snapshot.LiveSnapshots}: the snapshot that serves now, kept up to date with the graph
 * <li>{@link io.graphrecall.service.snapshot.ServingSpace}: an embedding space of the generation
 * <li>{@link io.graphrecall.service.snapshot.LiveOverlay}: contents added, changed or withdrawn since the generation
 * </ul>
 */
@NullMarked
package io.graphrecall.service.snapshot;

import org.jspecify.annotations.NullMarked;
