/**
 * What recall looks up and how it is named: tables from the graph and features that contents, items and queries share.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.GraphTables}: all tables of one generation
 * <li>{@link io.graphrecall.metapath.FeatureSpace}, {@link io.graphrecall.metapath.FeatureTables}: the shared features
 * <li>{@link io.graphrecall.metapath.NodeFeatures}, {@link io.graphrecall.metapath.FeatureSum}: adding them up without
 * boxing
 * <li>{@link io.graphrecall.metapath.QueryReader}: from the text of a query to its features
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath;

import org.jspecify.annotations.NullMarked;
