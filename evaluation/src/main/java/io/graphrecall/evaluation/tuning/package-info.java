/**
 * Tuning: fits the weight of each channel in the blend, or a learned blend, to validation requests.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.tuning.BlendTuning}: recalls for the validation requests, fits and selects
 * <li>{@link io.graphrecall.evaluation.tuning.WeightFit}: weights, by softmax regression
 * <li>{@link io.graphrecall.evaluation.tuning.LearnedBlendSelection}: shape and gain of a learned blend
 * <li>{@link io.graphrecall.evaluation.tuning.BlendLearner}: weights of a learned blend, by gradient descent
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.tuning;

import org.jspecify.annotations.NullMarked;
