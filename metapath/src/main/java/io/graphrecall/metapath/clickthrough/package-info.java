/**
 * What searches led to: the engagements that followed them.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.clickthrough.QueryClickThrough}: counts by query and target
 * <li>{@link io.graphrecall.metapath.clickthrough.ClickThroughTable}: query to contents, by those counts
 * <li>{@link io.graphrecall.metapath.clickthrough.ClickThroughParameters}: the settings of both
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.clickthrough;

import org.jspecify.annotations.NullMarked;
