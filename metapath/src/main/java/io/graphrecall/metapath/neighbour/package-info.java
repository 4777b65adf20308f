/**
 * Item to item by behaviour: the contents that the same users engaged with next, and with.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.neighbour.NeighbourParameters}: its settings
 * <li>{@link io.graphrecall.metapath.neighbour.EngagementSequences}: each user's contents in order
 * <li>{@link io.graphrecall.metapath.neighbour.BehaviourNeighbours}: the algorithm
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.neighbour;

import org.jspecify.annotations.NullMarked;
