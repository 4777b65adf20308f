/**
 * Log of answers and of the events that refer to them, from which {@code recall feedback} computes click rates.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.feedback.FeedbackLog}: writes the log
 * <li>{@link io.graphrecall.service.feedback.FeedbackSettings}: share of the users
 * </ul>
 */
@NullMarked
package io.graphrecall.service.feedback;

import org.jspecify.annotations.NullMarked;
