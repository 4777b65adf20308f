/**
 * Load on a running service, for one figure: how many recalls a second, and how long they take, while events come in.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.load.LoadDriver}: the program
 * <li>{@link io.graphrecall.benchmarks.load.LoadSettings}: what it is told
 * <li>{@link io.graphrecall.benchmarks.load.LoadReport}: what it found
 * <li>{@link io.graphrecall.benchmarks.load.BareRoute}: what HTTP alone costs here, to compare
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.load;

import org.jspecify.annotations.NullMarked;
