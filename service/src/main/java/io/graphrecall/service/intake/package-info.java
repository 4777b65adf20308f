/**
 * What is posted: behaviour events and contents, committed to the graph in micro-batches and seen by the next recall
 * before they are acknowledged.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.intake.EventIntake} takes events
 * <li>{@link io.graphrecall.service.intake.ContentIntake} takes contents
 * <li>{@link io.graphrecall.service.intake.Receipt} is the answer to a post
 * </ul>
 */
@NullMarked
package io.graphrecall.service.intake;

import org.jspecify.annotations.NullMarked;
