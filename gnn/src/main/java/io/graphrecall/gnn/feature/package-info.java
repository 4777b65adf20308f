/**
 * Input features of learned models: the features that a model has embeddings for, and their weights at a node.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.feature.FeatureVocabulary}: features and nodes with an embedding, by name
 * <li>{@link io.graphrecall.gnn.feature.FeatureWeights}: weighted features of a node
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.feature;

import org.jspecify.annotations.NullMarked;
