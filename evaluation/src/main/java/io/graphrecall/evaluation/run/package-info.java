/**
 * Evaluation and tuning from a data set to figures, through the pipeline that serves.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.run.Evaluation}: load, build, tune, recall, report
 * <li>{@link io.graphrecall.evaluation.run.Tuning}: the part of it that finds weights, on its own
 * <li>{@link io.graphrecall.evaluation.run.SplitDataSet}: a data set as a protocol sees it
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.run;

import org.jspecify.annotations.NullMarked;
