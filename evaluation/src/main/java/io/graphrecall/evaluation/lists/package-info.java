/**
 * Recall for many users, written as lists: what {@code batch} gives and what an evaluation counts.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.lists.RecallList}: the answer for one user
 * <li>{@link io.graphrecall.evaluation.lists.ListRecall}: asks the pipeline for it
 * <li>{@link io.graphrecall.evaluation.lists.OrderedExecutor}: many users at a time, in their order
 * <li>{@link io.graphrecall.evaluation.lists.NeighbourLists}, {@link io.graphrecall.evaluation.lists.UnderstandingLists}: what is near a
 * content, and what is understood of it
 * <li>{@link io.graphrecall.evaluation.lists.ListWriter}: a file of such lists
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.lists;

import org.jspecify.annotations.NullMarked;
