/**
 * Log of answers and of the events that refer to them, from which {@code recall feedback} computes click rates, and counts
 * of clicks for the metrics.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.feedback.Feedback}: the log and the counts of a service
 * <li>{@link io.graphrecall.service.feedback.FeedbackLog}: writes the log
 * <li>{@link io.graphrecall.service.feedback.ClickCounts}: counts of shown and clicked contents
 * <li>{@link io.graphrecall.service.feedback.AnswerReach}: counts of the recent answers with a content
 * <li>{@link io.graphrecall.service.feedback.FeedbackSettings}: share of the users, and memory
 * </ul>
 */
@NullMarked
package io.graphrecall.service.feedback;

import org.jspecify.annotations.NullMarked;
