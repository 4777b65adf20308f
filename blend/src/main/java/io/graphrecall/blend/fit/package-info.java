/**
 * Fit of the blend: the weight of each channel, or a learned blend, from the lists of requests with known targets.
 *
 * <ul>
 * <li>{@link io.graphrecall.blend.fit.BlendTuning}: recalls for the validation requests, fits and selects
 * <li>{@link io.graphrecall.blend.fit.WeightFit}: weights, by softmax regression
 * <li>{@link io.graphrecall.blend.fit.LearnedBlendSelection}: shape and gain of a learned blend
 * <li>{@link io.graphrecall.blend.fit.BlendLearner}: weights of a learned blend, by gradient descent
 * </ul>
 */
@NullMarked
package io.graphrecall.blend.fit;

import org.jspecify.annotations.NullMarked;
