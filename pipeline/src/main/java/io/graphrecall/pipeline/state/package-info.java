/**
 * The state of a user: recent engagements, seen contents and preferences.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.state.UserState}: the state of one user, immutable
 * <li>{@link io.graphrecall.pipeline.state.Engagement}: one event, reduced to the fields that recall reads
 * <li>{@link io.graphrecall.pipeline.state.StateReader}: reads states from the graph
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.state;

import org.jspecify.annotations.NullMarked;
