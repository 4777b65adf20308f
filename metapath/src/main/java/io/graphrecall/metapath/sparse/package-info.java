/**
 * Sparse vectors and matrix rows: accumulation, selection of the K largest entries and parallel computation of rows.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.sparse.SparseVector}: ordinals with weights
 * <li>{@link io.graphrecall.metapath.sparse.SparseSum}: sparse accumulator
 * <li>{@link io.graphrecall.metapath.sparse.TopEntries}: K largest entries of a row
 * <li>{@link io.graphrecall.metapath.sparse.ParallelRows}: computes the rows of a table on all cores
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.sparse;

import org.jspecify.annotations.NullMarked;
