/**
 * Times tables of meta-paths beside the same tables from GDS and from Cypher.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.metapath.MetaPathDriver}: runs it
 * <li>{@link io.graphrecall.benchmarks.metapath.TimedTable}: a table, and by which statements others make it
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.metapath;

import org.jspecify.annotations.NullMarked;
