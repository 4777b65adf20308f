/**
 * What a user did, as it is now: recent engagements, what was seen, wishes. Kept in Hazelcast, filled from the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.state.UserState}: one user, immutable
 * <li>{@link io.graphrecall.service.state.Engagement}: one event as recall needs it
 * </ul>
 */
@NullMarked
package io.graphrecall.service.state;

import org.jspecify.annotations.NullMarked;
