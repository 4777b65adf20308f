/**
 * The global meta-path GCN: vectors of contents that are passed along the meta-paths of the whole graph, so that what is
 * joined comes to lie near.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.gcn.Relations}: the meta-paths, and what came next, as normalised sparse tables
 * <li>{@link io.graphrecall.gnn.gcn.GcnModel}: propagation along them and the attention between them
 * <li>{@link io.graphrecall.gnn.gcn.GcnTraining}: learns what is passed along
 * <li>{@link io.graphrecall.gnn.gcn.Gcn}: what was learned, for the graph of any day
 * <li>{@link io.graphrecall.gnn.gcn.GcnEmbeddings}: the vectors of a generation, and those of contents newer than it
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.gcn;

import org.jspecify.annotations.NullMarked;
