/**
 * The heterogeneous graph in memory: dense ordinals, adjacency in compressed rows, behaviour as sequences.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.graph.HeteroGraph}: all of it
 * <li>{@link io.graphrecall.metapath.graph.Hop}: names one adjacency
 * <li>{@link io.graphrecall.metapath.graph.Behaviour}: what users did, each user's events oldest first
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.graph;

import org.jspecify.annotations.NullMarked;
