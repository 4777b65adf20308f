/**
 * Evaluation of trained models on a data-set folder, without a database: hit rates for the last content of every user,
 * and cost of training.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.match.MatchDriver}: deep match model and its variants
 * <li>{@link io.graphrecall.benchmarks.match.WarmStartDriver}: a warm start compared with a training from the start
 * <li>{@link io.graphrecall.benchmarks.match.GcnDriver}: meta-path GCN
 * <li>{@link io.graphrecall.benchmarks.match.PersonalisedDriver}: personalised representation,
 * compared with its input vectors
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.match;

import org.jspecify.annotations.NullMarked;
