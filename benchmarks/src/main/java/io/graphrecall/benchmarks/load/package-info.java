/**
 * Load test of a running service: throughput and latency of recalls while clicks are posted.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.load.LoadDriver}: the program
 * <li>{@link io.graphrecall.benchmarks.load.LoadSettings}: its settings
 * <li>{@link io.graphrecall.benchmarks.load.LoadReport}: its result
 * <li>{@link io.graphrecall.benchmarks.load.BareRoute}: the HTTP baseline
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.load;

import org.jspecify.annotations.NullMarked;
