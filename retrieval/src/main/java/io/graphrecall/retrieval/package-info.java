/**
 * What recall looks up and how it is named: tables from the graph and features that contents, items and queries share.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.GraphTables}: all tables of one generation
 * <li>{@link io.graphrecall.retrieval.FeatureSpace}, {@link io.graphrecall.retrieval.FeatureTables}: the shared features
 * <li>{@link io.graphrecall.retrieval.NodeFeatures}, {@link io.graphrecall.metapath.sparse.SparseSum}: adding them up without
 * boxing
 * <li>{@link io.graphrecall.retrieval.QueryReader}: from the text of a query to its features
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval;

import org.jspecify.annotations.NullMarked;
