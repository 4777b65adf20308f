/**
 * Filtering of contents inside the search, before lists are cut.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.filter.ContentFilter}: the filter of one request
 * <li>{@link io.graphrecall.pipeline.filter.FilterGroup}, {@link io.graphrecall.pipeline.filter.Clause}: the conditions of a
 * request or of the settings of a scene
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.filter;

import org.jspecify.annotations.NullMarked;
