/**
 * Click rates of a service, from its feedback log.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.feedback.FeedbackReport}: rates by scene, variant and channel
 * <li>{@link io.graphrecall.evaluation.feedback.Preference}: clicks on interleaved lists, by the scene that picked the
 * content
 * <li>{@link io.graphrecall.evaluation.feedback.SequentialTest}: the difference between two variants, at any time
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.feedback;

import org.jspecify.annotations.NullMarked;
