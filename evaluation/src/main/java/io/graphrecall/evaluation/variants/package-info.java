/**
 * Models by themselves, without the service: hit rates on the targets of a split, and an ablation of the deep match model
 * in which every variant is trained with the same budget.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.variants.VectorHitRates}: hit rates of nearest-neighbour search
 * <li>{@link io.graphrecall.evaluation.variants.Exclusions}: contents that the service does not return to a user
 * <li>{@link io.graphrecall.evaluation.variants.DeepMatchHitRates}: hit rates of a deep match model
 * <li>{@link io.graphrecall.evaluation.variants.VariantAblation}: trains the variants that suit a data set
 * <li>{@link io.graphrecall.evaluation.variants.VariantTraining}: one training with its result file
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.variants;

import org.jspecify.annotations.NullMarked;
