/**
 * What must not be answered, decided inside the search and before any cut.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.filter.ContentFilter}: the verdict on a content, compiled once a request
 * <li>{@link io.graphrecall.service.filter.Clause}: a condition in a request or a scene's settings
 * </ul>
 */
@NullMarked
package io.graphrecall.service.filter;

import org.jspecify.annotations.NullMarked;
