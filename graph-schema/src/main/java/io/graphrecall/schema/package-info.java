/**
 * The shared language of graph-recall: what nodes and relationships the graph has, how they are named, and the records
 * that enter it.
 *
 * <ul>
 * <li>{@link io.graphrecall.schema.NodeLabel}, {@link io.graphrecall.schema.RelationshipType}: the shape of the graph
 * <li>{@link io.graphrecall.schema.NodeKey}: typed identities
 * <li>{@link io.graphrecall.schema.Content}, {@link io.graphrecall.schema.Item}, {@link io.graphrecall.schema.User}:
 * the catalogue
 * <li>{@link io.graphrecall.schema.BehaviourEvent}, {@link io.graphrecall.schema.Action}: what users did
 * <li>{@link io.graphrecall.schema.RecallException}: the one family of errors
 * </ul>
 */
@NullMarked
package io.graphrecall.schema;

import org.jspecify.annotations.NullMarked;
