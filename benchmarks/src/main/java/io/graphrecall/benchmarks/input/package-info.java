/**
 * Command-line input and output of the drivers.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.input.Arguments}: options and their values
 * <li>{@link io.graphrecall.benchmarks.input.IdFile}: ids of users and contents
 * <li>{@link io.graphrecall.benchmarks.input.ServiceAddress}: address of the service, on this machine
 * <li>{@link io.graphrecall.benchmarks.input.EpochLog}: progress of a training
 * <li>{@link io.graphrecall.benchmarks.input.ReportJson}: a report as JSON
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.input;

import org.jspecify.annotations.NullMarked;
