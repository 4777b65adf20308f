/**
 * Benchmarks of meta-path tables, compared with GDS and Cypher.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.metapath.MetaPathDriver}: comparison with GDS and Cypher
 * <li>{@link io.graphrecall.benchmarks.metapath.TimedTable}: compared tables
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.metapath;

import org.jspecify.annotations.NullMarked;
