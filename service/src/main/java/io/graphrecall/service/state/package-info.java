/**
 * User states of a service. Stored in Hazelcast, loaded from the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.state.UserStates}: the states of all users, over the members
 * <li>{@link io.graphrecall.service.state.LocalStates}: states as objects of a member that is alone
 * </ul>
 */
@NullMarked
package io.graphrecall.service.state;

import org.jspecify.annotations.NullMarked;
