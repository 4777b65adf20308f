/**
 * Composition of a home folder: its graph, its generations, builds and the service.
 *
 * <ul>
 * <li>{@link io.graphrecall.home.RecallHome}: build, recall, serve
 * <li>{@link io.graphrecall.home.HomeLoader}: loads data sets, topics and dead letters
 * <li>{@link io.graphrecall.home.UserSearch}: searches a home for the id of a user
 * <li>{@link io.graphrecall.home.GraphFacts}: facts about the data in the graph
 * </ul>
 */
@NullMarked
package io.graphrecall.home;

import org.jspecify.annotations.NullMarked;
