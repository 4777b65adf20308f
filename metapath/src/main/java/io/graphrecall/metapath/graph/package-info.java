/**
 * The heterogeneous graph in memory: dense ordinals, adjacency as compressed sparse rows, behaviour as sequences.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.graph.HeteroGraph}: the graph
 * <li>{@link io.graphrecall.metapath.graph.Hop}: key of one adjacency table
 * <li>{@link io.graphrecall.metapath.graph.Behaviour}: each user's events, oldest first
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.graph;

import org.jspecify.annotations.NullMarked;
