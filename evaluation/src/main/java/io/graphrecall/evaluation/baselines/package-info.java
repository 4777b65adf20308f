/**
 * Baselines without a model of this project: embeddings of Neo4j's Graph Data Science library (GDS), measured on the
 * targets of a split as the meta-path GCN is.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.baselines.GdsEmbeddings}: embeddings by GDS
 * <li>{@link io.graphrecall.evaluation.baselines.RecencyWeightedMean}: user vectors
 * <li>{@link io.graphrecall.evaluation.baselines.EmbeddingBaselines}: hit rates
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.baselines;

import org.jspecify.annotations.NullMarked;
