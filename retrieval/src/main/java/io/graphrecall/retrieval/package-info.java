/**
 * Tables for recall and the features that contents, items and queries share.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.GraphTables}: tables of one generation
 * <li>{@link io.graphrecall.retrieval.FeatureSpace}, {@link io.graphrecall.retrieval.FeatureTables}: shared features
 * <li>{@link io.graphrecall.retrieval.NodeFeatures}, {@link io.graphrecall.metapath.sparse.SparseSum}: features of one
 * node and their accumulation
 * <li>{@link io.graphrecall.retrieval.QueryReader}: features of the text of a query
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval;

import org.jspecify.annotations.NullMarked;
