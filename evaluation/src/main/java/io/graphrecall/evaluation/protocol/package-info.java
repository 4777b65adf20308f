/**
 * What is asked in an evaluation and what must not be known then: targets, and the events withheld with them.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.protocol.Protocol}: how a log is split; {@link LeaveOneOut} and {@link Temporal}
 * <li>{@link io.graphrecall.evaluation.protocol.Split}: the questions, and the lines that are withheld
 * <li>{@link io.graphrecall.evaluation.protocol.ValidationHalf}: which validation users choose and which fit
 * <li>{@link io.graphrecall.evaluation.protocol.SplitFolder}: the training part of a data set as a folder of its own
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
