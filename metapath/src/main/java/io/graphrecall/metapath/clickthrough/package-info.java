/**
 * Query click-through: the engagements that follow searches.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.clickthrough.QueryClickThrough}: engagements by query and target
 * <li>{@link io.graphrecall.metapath.clickthrough.ClickThroughTable}: query-to-content table from these
 * <li>{@link io.graphrecall.metapath.clickthrough.ClickThroughParameters}: their parameters
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.clickthrough;

import org.jspecify.annotations.NullMarked;
