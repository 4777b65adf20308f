/**
 * User states: recent engagements, seen contents and preferences. Stored in Hazelcast, loaded from the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.state.UserState}: the state of one user, immutable
 * <li>{@link io.graphrecall.service.state.Engagement}: one event, reduced to the fields that recall reads
 * </ul>
 */
@NullMarked
package io.graphrecall.service.state;

import org.jspecify.annotations.NullMarked;
