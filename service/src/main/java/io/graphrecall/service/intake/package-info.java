/**
 * Intake of posted events and contents. They are committed to the graph in micro-batches and visible to the next recall
 * before the post returns.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.intake.Intake}: all of it
 * <li>{@link io.graphrecall.service.intake.EventIntake}: accepts events
 * <li>{@link io.graphrecall.service.intake.CatalogueIntake}: accepts contents, items and users
 * <li>{@link io.graphrecall.service.intake.Receipt}: the response to a post
 * </ul>
 */
@NullMarked
package io.graphrecall.service.intake;

import org.jspecify.annotations.NullMarked;
