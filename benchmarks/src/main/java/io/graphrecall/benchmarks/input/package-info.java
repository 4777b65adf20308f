/**
 * What the drivers are told on the command line.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.input.Arguments}: names with values
 * <li>{@link io.graphrecall.benchmarks.input.IdFile}: the ids that requests are made of
 * <li>{@link io.graphrecall.benchmarks.input.ServiceAddress}: where the service listens, on this machine only
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.input;

import org.jspecify.annotations.NullMarked;
