/**
 * Adapters that read public data-set layouts as records of the data-set folder format.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.adapters.Layout}: supported layouts and their detection
 * <li>{@link io.graphrecall.loaders.adapters.ColumnMapping}: columns of other names
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.adapters;

import org.jspecify.annotations.NullMarked;
