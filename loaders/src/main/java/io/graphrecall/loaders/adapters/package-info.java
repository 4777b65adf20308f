/**
 * The layouts that a data set may come in, each read as records of the data-set folder.
 *
 * <ul>
 * <li>{@link io.graphrecall.loaders.adapters.Layout}: the layouts, and which one a folder has
 * </ul>
 */
@NullMarked
package io.graphrecall.loaders.adapters;

import org.jspecify.annotations.NullMarked;
