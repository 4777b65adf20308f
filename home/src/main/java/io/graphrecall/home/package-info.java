/**
 * A home folder opened for work: its graph, its generations, and what runs on them.
 *
 * <ul>
 * <li>{@link io.graphrecall.home.RecallHome}: load, build, serve
 * <li>{@link io.graphrecall.home.GraphFacts}: what the graph knows of its users and events
 * </ul>
 */
@NullMarked
package io.graphrecall.home;

import org.jspecify.annotations.NullMarked;
