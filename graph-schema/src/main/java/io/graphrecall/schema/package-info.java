/**
 * Graph schema: node labels, relationship types and the records that are loaded into the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.schema.NodeLabel}, {@link io.graphrecall.schema.RelationshipType}: the structure of the graph
 * <li>{@link io.graphrecall.schema.NodeKey}: typed node identities
 * <li>{@link io.graphrecall.schema.Content}, {@link io.graphrecall.schema.Item}, {@link io.graphrecall.schema.User}:
 * catalogue records
 * <li>{@link io.graphrecall.schema.BehaviourEvent}, {@link io.graphrecall.schema.Action}: user behaviour
 * <li>{@link io.graphrecall.schema.RecallException}: the exception type shared by all modules
 * </ul>
 */
@NullMarked
package io.graphrecall.schema;

import org.jspecify.annotations.NullMarked;
