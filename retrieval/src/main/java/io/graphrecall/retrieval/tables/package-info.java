/**
 * From the graph in memory to the tables of a generation.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.tables.TableBuild}: computes all of them, in order
 * <li>{@link io.graphrecall.retrieval.tables.TableParameters}: all settings
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.tables;

import org.jspecify.annotations.NullMarked;
