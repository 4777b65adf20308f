/**
 * The data-set folder: files of a catalogue and a behaviour log, read in constant memory and loaded into the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.dataset.DataSetFolder}: the folder, kind by kind and record by record
 * <li>{@link io.graphrecall.loaders.dataset.DataSetLoader}: folder to graph, with dead letters and a summary
 * <li>{@link io.graphrecall.loaders.dataset.DeadLetter}: a line that could not be used
 * <li>{@link io.graphrecall.loaders.dataset.DataSetProfile}: what a folder holds, counted
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.dataset;

import org.jspecify.annotations.NullMarked;
