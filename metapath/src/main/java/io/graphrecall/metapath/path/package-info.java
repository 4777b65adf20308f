/**
 * Meta-paths: their text form, and neighbours over them.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.path.MetaPath}: a path that fits the graph schema
 * <li>{@link io.graphrecall.metapath.path.MetaPathParameters}: a named path with its measure and limits
 * <li>{@link io.graphrecall.metapath.path.PathGraph}: the graph as edges between positions
 * <li>{@link io.graphrecall.metapath.path.PathSteps}: a path over one graph, one table per step
 * <li>{@link io.graphrecall.metapath.path.PathWalk}: product of a vector with these tables
 * <li>{@link io.graphrecall.metapath.path.PathNeighbours}: top-K of all rows of the product
 * <li>{@link io.graphrecall.metapath.path.MetaPaths}: all paths of a generation
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.path;

import org.jspecify.annotations.NullMarked;
