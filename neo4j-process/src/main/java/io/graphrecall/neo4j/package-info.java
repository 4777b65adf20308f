/**
 * Life cycle of the local Neo4j process of a home folder, without linking Neo4j.
 *
 * <ul>
 * <li>{@link io.graphrecall.neo4j.LocalGraph}: find, start, own and stop the process
 * <li>{@link io.graphrecall.neo4j.GraphLock}: keeps the process from starting
 * <li>{@link io.graphrecall.neo4j.GraphImport}: imports files into a store without a process
 * <li>{@link io.graphrecall.neo4j.GraphAddress}: address, user and password of a database
 * </ul>
 */
@NullMarked
package io.graphrecall.neo4j;

import org.jspecify.annotations.NullMarked;
