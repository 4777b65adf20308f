/**
 * Readers for files of records: JSON Lines, delimited rows, Parquet. Each file is read record by record in bounded
 * memory. An unusable record is returned with an error instead of ending the reading.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.source.RecordSource}: file that can be opened for reading
 * <li>{@link io.graphrecall.loaders.source.RecordReader}, {@link io.graphrecall.loaders.source.RawRecord}: sequential
 * reading
 * <li>{@link io.graphrecall.loaders.source.RecordMapping}: conversion between layouts
 * <li>{@link io.graphrecall.loaders.source.RecordKind}: kinds of records in a data set
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.source;

import org.jspecify.annotations.NullMarked;
