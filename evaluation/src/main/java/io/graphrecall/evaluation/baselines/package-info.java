/**
 * What anybody gets from the graph without a model of ours: the embeddings of Neo4j's Graph Data Science library, asked
 * for the targets of a split as the meta-path GCN is.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.baselines.GdsEmbeddings}: FastRP and HashGNN by GDS
 * <li>{@link io.graphrecall.evaluation.baselines.RecencyWeightedMean}: a user as the mean of what was engaged with lately
 * <li>{@link io.graphrecall.evaluation.baselines.EmbeddingBaselines}: what they find
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.baselines;

import org.jspecify.annotations.NullMarked;
