/**
 * The one place that speaks Cypher: every statement is a file of its own beside this package, and one client runs them.
 *
 * <ul>
 * <li>{@link io.graphrecall.cypher.CypherStatement}: a statement by name, its label and type placeholders filled
 * <li>{@link io.graphrecall.cypher.GraphClient}: reads, streams and writes over Bolt
 * <li>{@link io.graphrecall.cypher.GraphTransaction}: what a write does, all of it or nothing
 * <li>{@link io.graphrecall.cypher.GraphRow}: a row of a result, with typed columns
 * <li>{@link io.graphrecall.cypher.GraphSchema}: constraints and indexes, as versioned migrations
 * </ul>
 */
@NullMarked
package io.graphrecall.cypher;

import org.jspecify.annotations.NullMarked;
