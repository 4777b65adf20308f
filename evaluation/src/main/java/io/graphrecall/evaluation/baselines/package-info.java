/**
 * Baselines of the learned models, measured on the targets of a split as the models are: embeddings of Neo4j's Graph Data
 * Science library (GDS) and a linear ranker.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.baselines.FastRp}: embeddings by FastRP of GDS
 * <li>{@link io.graphrecall.evaluation.baselines.RecencyWeightedMean}: user vectors
 * <li>{@link io.graphrecall.evaluation.baselines.EmbeddingBaselines}: hit rates
 * <li>{@link io.graphrecall.evaluation.baselines.LinearRanker}: scores of a few hand-made features
 * <li>{@link io.graphrecall.evaluation.baselines.LinearBaseline}: its ranks of the test targets
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.baselines;

import org.jspecify.annotations.NullMarked;
