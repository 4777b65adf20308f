/**
 * Writes Parquet files.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.parquet.ParquetFile}: file that is being written, row by row
 * <li>{@link io.graphrecall.loaders.parquet.Column}, {@link io.graphrecall.loaders.parquet.ColumnType}: its schema
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.parquet;

import org.jspecify.annotations.NullMarked;
