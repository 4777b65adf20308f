/**
 * Embedding spaces: nearest-neighbour search, neighbour tables and clusters.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.vector.VectorIndex}: nearest-neighbour search
 * <li>{@link io.graphrecall.retrieval.vector.ProximityIndex}: approximate search in a graph, for large spaces
 * <li>{@link io.graphrecall.retrieval.vector.ExactIndex}: exact search by a scan
 * <li>{@link io.graphrecall.retrieval.vector.VectorNeighbours}: neighbour table
 * <li>{@link io.graphrecall.retrieval.vector.KMeans}: clusters
 * <li>{@link io.graphrecall.retrieval.vector.VectorSpace}: one space of a generation
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.vector;

import org.jspecify.annotations.NullMarked;
