/**
 * Data-set folders: reading in constant memory, checking, and loading into the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.dataset.DataSetFolder}: reader for a folder
 * <li>{@link io.graphrecall.loaders.dataset.ReadOptions}: layout, columns and limit of rejected records
 * <li>{@link io.graphrecall.loaders.dataset.DataSetLoader}: loads a folder into the graph
 * <li>{@link io.graphrecall.loaders.dataset.DeadLetter}: unusable record
 * <li>{@link io.graphrecall.loaders.dataset.DeadLetterReplay}: loads dead letters again
 * <li>{@link io.graphrecall.loaders.dataset.DeadLetters}: dead letters of a file, for an operator
 * <li>{@link io.graphrecall.loaders.dataset.FileQuality}: rejected records of a file
 * <li>{@link io.graphrecall.loaders.dataset.DataSetProfile}: statistics of a folder
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.dataset;

import org.jspecify.annotations.NullMarked;
