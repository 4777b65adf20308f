/**
 * Work in blocks that do not depend on each other, on this machine's processors or on several machines.
 *
 * <ul>
 * <li>{@link io.graphrecall.schema.parallel.BlockTask}: the work and its input
 * <li>{@link io.graphrecall.schema.parallel.BlockRunner}: runs a task and delivers the results in order
 * <li>{@link io.graphrecall.schema.parallel.LocalBlocks}: the runner on this machine
 * <li>{@link io.graphrecall.schema.parallel.SerialForm}: serial form of tasks and their inputs
 * </ul>
 */
@NullMarked
package io.graphrecall.schema.parallel;

import org.jspecify.annotations.NullMarked;
