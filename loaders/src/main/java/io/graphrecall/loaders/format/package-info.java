/**
 * The wire format of catalogue records and behaviour events: JSON to checked records, one rule set for files and HTTP.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.format.StrictJson}: one line of text to a JSON tree
 * <li>{@link io.graphrecall.loaders.format.EventFormat}: a behaviour event
 * <li>{@link io.graphrecall.loaders.format.CatalogueFormat}: contents, items, users and the two taxonomies
 * <li>{@link io.graphrecall.loaders.format.DataSetFormat}: what a data set says of itself
 * <li>{@link io.graphrecall.loaders.format.InvalidRecordException}: each wrong field with its reason
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.format;

import org.jspecify.annotations.NullMarked;
