/**
 * User states: recent engagements, seen contents and preferences. Stored in Hazelcast, loaded from the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.state.UserState}: the state of one user, immutable
 * <li>{@link io.graphrecall.service.state.Engagement}: one event, reduced to the fields that recall reads
 * <li>{@link io.graphrecall.service.state.LocalStates}: states as objects of a member that is alone
 * </ul>
 */
@NullMarked
package io.graphrecall.service.state;

import org.jspecify.annotations.NullMarked;
