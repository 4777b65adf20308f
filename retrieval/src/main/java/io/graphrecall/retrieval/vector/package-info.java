/**
 * Vector spaces: contents as points, and what is near to what.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.vector.VectorIndex}: finds the contents nearest to a vector
 * <li>{@link io.graphrecall.retrieval.vector.HnswIndex}: by following a graph, for large spaces
 * <li>{@link io.graphrecall.retrieval.vector.ExactIndex}: by looking at every one
 * <li>{@link io.graphrecall.retrieval.vector.VectorNeighbours}: the nearest contents of every content
 * <li>{@link io.graphrecall.retrieval.vector.KMeans}: contents in clusters
 * <li>{@link io.graphrecall.retrieval.vector.VectorSpace}: all of it for one space, in a generation
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.vector;

import org.jspecify.annotations.NullMarked;
