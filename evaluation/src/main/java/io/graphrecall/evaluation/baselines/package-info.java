/**
 * Baselines of the learned models, measured on the targets of a split as the models are: embeddings of Neo4j's Graph Data
 * Science library (GDS) and a linear ranker.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.baselines.FastRp}: embeddings by FastRP of GDS
 * <li>{@link io.graphrecall.evaluation.baselines.RecencyWeightedMean}: user vectors
 * <li>{@link io.graphrecall.evaluation.baselines.EmbeddingBaselines}: hit rates
 * <li>{@link io.graphrecall.evaluation.baselines.ModelRequest}: a request to a model without the service
 * <li>{@link io.graphrecall.evaluation.baselines.Exclusions}: contents that the service does not return to a user
 * <li>{@link io.graphrecall.evaluation.baselines.VectorHitRates}: hit rates of nearest-neighbour search
 * <li>{@link io.graphrecall.evaluation.baselines.LinearRanker}: scores of a few hand-made features
 * <li>{@link io.graphrecall.evaluation.baselines.LinearBaseline}: its ranks of the test targets
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.baselines;

import org.jspecify.annotations.NullMarked;
