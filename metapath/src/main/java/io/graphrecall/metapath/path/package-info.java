/**
 * Meta-paths: the language they are written in, and what they join in a graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.path.MetaPath}: a path, read and held against the schema
 * <li>{@link io.graphrecall.metapath.path.MetaPathParameters}: a path with a name, and how it is counted
 * <li>{@link io.graphrecall.metapath.path.PathGraph}: the graph as paths walk it
 * <li>{@link io.graphrecall.metapath.path.PathSteps}: a path over one graph, a table a step
 * <li>{@link io.graphrecall.metapath.path.PathWalk}: the product of a vector with those tables
 * <li>{@link io.graphrecall.metapath.path.PathNeighbours}: all rows of the product, cut to the best
 * <li>{@link io.graphrecall.metapath.path.MetaPaths}: all of it for the paths of a generation
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.path;

import org.jspecify.annotations.NullMarked;
