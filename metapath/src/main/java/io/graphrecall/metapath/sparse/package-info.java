/**
 * Sparse vectors and matrix rows: sums without boxing, the K largest entries of a row, rows computed in parallel.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.sparse.SparseVector}: ordinals with weights
 * <li>{@link io.graphrecall.metapath.sparse.SparseSum}: adds weighted ordinals
 * <li>{@link io.graphrecall.metapath.sparse.TopEntries}: keeps the largest entries of a row
 * <li>{@link io.graphrecall.metapath.sparse.ParallelRows}: computes the rows of a table on all processors
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.sparse;

import org.jspecify.annotations.NullMarked;
