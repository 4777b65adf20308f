/**
 * The variants of the deep match model side by side: each trained as long as the others, on what a generation was built
 * from, and asked for the targets of a split.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.variants.VariantAblation}: trains the variants that suit a data set
 * <li>{@link io.graphrecall.evaluation.variants.VariantTraining}: one training, kept in a file
 * <li>{@link io.graphrecall.evaluation.variants.DeepMatchHitRates}: where a model finds targets
 * <li>{@link io.graphrecall.evaluation.variants.VariantScores}: what it comes to, over seeds
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.variants;

import org.jspecify.annotations.NullMarked;
