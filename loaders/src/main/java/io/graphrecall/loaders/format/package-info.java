/**
 * JSON format of catalogue records and behaviour events. The same parsers validate data files and HTTP requests.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.format.StrictJson}: parser for one JSON value
 * <li>{@link io.graphrecall.loaders.format.EventFormat}: parser for behaviour events
 * <li>{@link io.graphrecall.loaders.format.CatalogueFormat}: parser for contents, items, users, tags and categories
 * <li>{@link io.graphrecall.loaders.format.DataSetFormat}: parser for the metadata of a data set
 * <li>{@link io.graphrecall.loaders.format.Conversion}: accepted departures from the format
 * <li>{@link io.graphrecall.loaders.format.ListText}, {@link io.graphrecall.loaders.format.NumberText}: lists and numbers
 * given as text
 * <li>{@link io.graphrecall.schema.InvalidRecordException}: invalid fields with their reasons
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.format;

import org.jspecify.annotations.NullMarked;
