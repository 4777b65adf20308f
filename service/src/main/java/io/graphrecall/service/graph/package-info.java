/**
 * The access of a service to Neo4j.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.graph.GraphAccess}: the client, its circuit and the reads of people who explore
 * <li>{@link io.graphrecall.service.graph.GraphSettings}: settings
 * </ul>
 */
@NullMarked
package io.graphrecall.service.graph;

import org.jspecify.annotations.NullMarked;
