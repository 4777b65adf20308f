/**
 * Command line of {@code recall}: parses options, wires components and prints results.
 *
 * <ul>
 * <li>{@link io.graphrecall.cli.Recall}: main command with its subcommands
 * <li>{@link io.graphrecall.cli.Home}: options of every command
 * <li>{@link io.graphrecall.cli.Console}: terminal output
 * <li>{@link io.graphrecall.cli.Interruption}: shutdown on Ctrl-C
 * </ul>
 */
@NullMarked
package io.graphrecall.cli;

import org.jspecify.annotations.NullMarked;
