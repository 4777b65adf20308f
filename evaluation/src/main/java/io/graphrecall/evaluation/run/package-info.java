/**
 * Evaluation and tuning of a data set through the serving pipeline.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.run.Evaluation}: load, build, tune, recall, report
 * <li>{@link io.graphrecall.evaluation.run.Tuning}: tuning of the blend only
 * <li>{@link io.graphrecall.offline.BlendTrial}: fit of the weights during a build
 * <li>{@link io.graphrecall.evaluation.run.SplitDataSet}: data set split by a protocol
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.run;

import org.jspecify.annotations.NullMarked;
