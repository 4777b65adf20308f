/**
 * Evaluation protocols: targets, and the events withheld with them.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.protocol.Split}: evaluation requests and withheld lines, by {@link LeaveOneOut} or
 * {@link Temporal}
 * <li>{@link io.graphrecall.evaluation.protocol.SplitLog}: writer of the events of parts of a split
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
