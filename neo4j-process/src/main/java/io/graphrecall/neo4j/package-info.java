/**
 * The local Neo4j of a home folder: found, started, owned and stopped, without linking it.
 *
 * <ul>
 * <li>{@link io.graphrecall.neo4j.LocalGraph}: the life cycle
 * <li>{@link io.graphrecall.neo4j.GraphAddress}: where a Neo4j answers, and to whom
 * </ul>
 */
@NullMarked
package io.graphrecall.neo4j;

import org.jspecify.annotations.NullMarked;
