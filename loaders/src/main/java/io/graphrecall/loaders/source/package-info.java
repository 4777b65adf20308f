/**
 * Files of records in whatever form: JSON Lines, rows of columns, Parquet. Each is read record by record in bounded
 * memory, and what is no record becomes one with a fault instead of ending the reading.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.source.RecordSource}: a file, and how to read it
 * <li>{@link io.graphrecall.loaders.source.RecordReader}, {@link io.graphrecall.loaders.source.RawRecord}: one reading
 * <li>{@link io.graphrecall.loaders.source.RecordMapping}: records of one form as those of another
 * <li>{@link io.graphrecall.loaders.source.DataFile}: the kinds of records
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.source;

import org.jspecify.annotations.NullMarked;
