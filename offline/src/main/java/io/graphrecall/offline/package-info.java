/**
 * The stages that turn the graph into a generation, in their order.
 *
 * <ul>
 * <li>{@link io.graphrecall.offline.GenerationBuild}: runs them
 * <li>{@link io.graphrecall.offline.Stage}: what they are
 * <li>{@link io.graphrecall.offline.VectorSource}: where the vectors of a space come from
 * <li>{@link io.graphrecall.offline.BuildOptions}: which, as of when, with which settings
 * </ul>
 */
@NullMarked
package io.graphrecall.offline;

import org.jspecify.annotations.NullMarked;
