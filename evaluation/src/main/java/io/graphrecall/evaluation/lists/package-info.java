/**
 * Lists of recall for many users, for {@code batch} and for evaluations.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.lists.RecallList}: list of one user
 * <li>{@link io.graphrecall.evaluation.lists.ListRecall}: recall through the serving pipeline
 * <li>{@link io.graphrecall.evaluation.lists.NeighbourLists}, {@link io.graphrecall.evaluation.lists.VectorLists},
 * {@link io.graphrecall.evaluation.lists.UnderstandingLists}: exports of neighbours, vectors and content understanding
 * <li>{@link io.graphrecall.evaluation.lists.ListWriter}: list files, JSON Lines or Parquet
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.lists;

import org.jspecify.annotations.NullMarked;
