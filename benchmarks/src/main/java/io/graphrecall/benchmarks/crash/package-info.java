/**
 * Kills a service again and again while events are posted, and looks whether every event it acknowledged is kept: once in
 * the graph, and in what the service says and recalls after its restart.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.crash.CrashDriver}: the program
 * <li>{@link io.graphrecall.benchmarks.crash.CrashSettings}: what it is told
 * <li>{@link io.graphrecall.benchmarks.crash.CrashReport}: what it found
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
