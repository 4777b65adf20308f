/**
 * From the graph in memory to the tables of a generation.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.tables.TableBuild}: computes all of them, in order
 * <li>{@link io.graphrecall.metapath.tables.TableParameters}: all settings
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.tables;

import org.jspecify.annotations.NullMarked;
