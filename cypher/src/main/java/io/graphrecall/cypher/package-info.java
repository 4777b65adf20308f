/**
 * Access to Neo4j. Every Cypher statement is a resource file of this package, and one client runs them.
 *
 * <ul>
 * <li>{@link io.graphrecall.cypher.CypherStatement}: statement loaded by name
 * <li>{@link io.graphrecall.cypher.GraphClient}: reads, streams and writes over Bolt
 * <li>{@link io.graphrecall.cypher.GraphTransaction}: operations of one write transaction
 * <li>{@link io.graphrecall.cypher.GraphRow}: result row with typed columns
 * <li>{@link io.graphrecall.cypher.GraphPosition}: identity of a graph, and its sequence number
 * <li>{@link io.graphrecall.cypher.GraphSchema}: constraints and indexes, as versioned migrations
 * </ul>
 */
@NullMarked
package io.graphrecall.cypher;

import org.jspecify.annotations.NullMarked;
