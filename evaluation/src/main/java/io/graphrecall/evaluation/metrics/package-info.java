/**
 * Metrics of lists. docs/reference/metrics.md has the formulas.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.metrics.RankingMetrics}: hit rate, NDCG, MRR and recall
 * <li>{@link io.graphrecall.evaluation.metrics.EcosystemMetrics}: coverage, concentration, freshness, diversity
 * <li>{@link io.graphrecall.evaluation.metrics.OverlapCounter}: share of common contents of two lists
 * <li>{@link io.graphrecall.evaluation.metrics.Ranks} and {@link io.graphrecall.evaluation.metrics.Bootstrap}: confidence
 * intervals of hit rates and of their differences
 * <li>{@link io.graphrecall.evaluation.metrics.CatalogueFacts}: facts about contents for the ecosystem metrics
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
