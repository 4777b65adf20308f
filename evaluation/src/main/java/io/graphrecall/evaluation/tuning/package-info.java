/**
 * Fits what part each channel has in a blend, its weight and its quota, to validation events.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.tuning.BlendTuning}: asks the validation questions and chooses
 * <li>{@link io.graphrecall.evaluation.tuning.CandidateScores}: one question as the search sees it
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.tuning;

import org.jspecify.annotations.NullMarked;
