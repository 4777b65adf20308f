/**
 * Item-to-item neighbours by behaviour.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.neighbour.NeighbourParameters}: parameters
 * <li>{@link io.graphrecall.retrieval.neighbour.EngagementSequences}: contents of each user in order
 * <li>{@link io.graphrecall.retrieval.neighbour.BehaviourNeighbours}: the algorithm
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.neighbour;

import org.jspecify.annotations.NullMarked;
