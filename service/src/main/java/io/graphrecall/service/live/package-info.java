/**
 * What recall searches right now: one generation, and beside it what changed since it was built.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.live.ServingSnapshot}: both as one, swapped atomically
 * <li>{@link io.graphrecall.service.live.ServingSpace}: a vector space of the generation
 * <li>{@link io.graphrecall.service.live.LiveOverlay}: contents newer than, changed or withdrawn since the generation
 * </ul>
 */
@NullMarked
package io.graphrecall.service.live;

import org.jspecify.annotations.NullMarked;
