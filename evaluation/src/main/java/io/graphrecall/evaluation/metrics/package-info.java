/**
 * What lists are worth: whether they hold the targets, and what they do to the platform. Formulas stand in
 * docs/reference/metrics.md.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.metrics.RankingMetrics}: hit rate, NDCG, MRR and recall
 * <li>{@link io.graphrecall.evaluation.metrics.EcosystemMetrics}: coverage, concentration, freshness, diversity
 * <li>{@link io.graphrecall.evaluation.metrics.OverlapCounter}: what lists hold in common
 * <li>{@link io.graphrecall.evaluation.metrics.Ranks} and {@link io.graphrecall.evaluation.metrics.Bootstrap}: how sure hit
 * rates and their differences are
 * <li>{@link io.graphrecall.evaluation.metrics.CatalogueFacts}: what the second needs to know of contents
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
