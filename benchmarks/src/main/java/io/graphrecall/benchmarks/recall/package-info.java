/**
 * Processor time of recalls without HTTP.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.recall.RecallCostDriver}: recalls in a loop on a home
 * <li>{@link io.graphrecall.benchmarks.recall.RecallCost}: measured cost by part of a recall
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.recall;

import org.jspecify.annotations.NullMarked;
