/**
 * Fits what a blend weighs each channel with to validation events.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.tuning.WeightSearch}: the search
 * <li>{@link io.graphrecall.evaluation.tuning.CandidateScores}: one question as the search sees it
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.tuning;

import org.jspecify.annotations.NullMarked;
