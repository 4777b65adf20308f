/**
 * Computation of the tables of a generation from the graph in memory.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.tables.TableBuild}: computes all tables
 * <li>{@link io.graphrecall.retrieval.tables.TableParameters}: all parameters
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.tables;

import org.jspecify.annotations.NullMarked;
