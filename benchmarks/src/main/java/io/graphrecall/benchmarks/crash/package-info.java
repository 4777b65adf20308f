/**
 * Crash and soak tests of running services.
 *
 * <p>Crash test: one service. The service is killed repeatedly while events are posted. After each restart, every
 * acknowledged event must be in the graph once, in the user's recent events, and excluded from recall.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.crash.CrashDriver}: the program
 * <li>{@link io.graphrecall.benchmarks.crash.CrashSettings}: its settings
 * <li>{@link io.graphrecall.benchmarks.crash.CrashReport}: its result
 * </ul>
 *
 * <p>Soak test: several members under load, of which one at a time is killed or frozen;
 * {@link io.graphrecall.benchmarks.crash.SoakDriver} is the program.
 */
@NullMarked
package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
