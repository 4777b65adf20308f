/**
 * The {@code recall} command: parses what is asked and wires what does it.
 *
 * <ul>
 * <li>{@link io.graphrecall.cli.Recall}: the command itself, with its sub-commands
 * <li>{@link io.graphrecall.cli.Home}: the options that every command knows
 * <li>{@link io.graphrecall.cli.Console}: what goes to the terminal
 * <li>{@link io.graphrecall.cli.Interruption}: Ctrl-C
 * </ul>
 */
@NullMarked
package io.graphrecall.cli;

import org.jspecify.annotations.NullMarked;
