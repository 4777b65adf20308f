/**
 * Writes a graph as data-set files.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.export.GraphExport}: reads the graph, one record after the other
 * <li>{@link io.graphrecall.loaders.export.RecordFolder}: files of JSON Lines, which a load reads again
 * <li>{@link io.graphrecall.loaders.export.ParquetFolder}: Parquet files, which a load reads again
 * <li>{@link io.graphrecall.loaders.export.RecBoleFiles}: files for RecBole
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.export;

import org.jspecify.annotations.NullMarked;
