/**
 * Item to item by behaviour: the contents that the same users engaged with next, and with.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.neighbour.NeighbourParameters}: its settings
 * <li>{@link io.graphrecall.retrieval.neighbour.EngagementSequences}: each user's contents in order
 * <li>{@link io.graphrecall.retrieval.neighbour.BehaviourNeighbours}: the algorithm
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.neighbour;

import org.jspecify.annotations.NullMarked;
