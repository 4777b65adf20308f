/**
 * The meta-path GCN: content embeddings that are propagated along the meta-paths of the graph and combined by attention.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.gcn.GcnStep}: its training step in a build
 * <li>{@link io.graphrecall.gnn.gcn.GraphRelations}: meta-paths and transitions as row-normalised sparse tables
 * <li>{@link io.graphrecall.gnn.gcn.Propagation}: linear propagation along the relations of one graph
 * <li>{@link io.graphrecall.gnn.gcn.GcnModel}: embeddings and attention
 * <li>{@link io.graphrecall.gnn.gcn.GcnTraining}, {@link io.graphrecall.gnn.gcn.Gcn}: training and the trained model
 * <li>{@link io.graphrecall.gnn.gcn.GcnEmbeddings}: vectors of a generation for users and new contents
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.gcn;

import org.jspecify.annotations.NullMarked;
