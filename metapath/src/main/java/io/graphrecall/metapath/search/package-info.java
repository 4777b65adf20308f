/**
 * What searches led to: the engagements that followed them.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.search.SearchOutcomes}: counts by query and target
 * <li>{@link io.graphrecall.metapath.search.LedToTable}: query to contents, by those counts
 * <li>{@link io.graphrecall.metapath.search.SearchParameters}: the settings of both
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.search;

import org.jspecify.annotations.NullMarked;
