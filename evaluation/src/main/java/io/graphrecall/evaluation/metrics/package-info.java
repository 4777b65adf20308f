/**
 * What lists are worth: whether they hold the targets, and what they do to the platform. Formulas stand in
 * docs/metrics.md.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.metrics.RankingMetrics}: hit rate, NDCG, MRR and recall
 * <li>{@link io.graphrecall.evaluation.metrics.EcosystemMetrics}: coverage, concentration, freshness, diversity
 * <li>{@link io.graphrecall.evaluation.metrics.Catalogue}: what the latter need to know of contents
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
