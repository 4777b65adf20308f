/**
 * What a data set is like, as far as that decides which channels can work on it.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.description.DataDescription}: the figures
 * <li>{@link io.graphrecall.evaluation.description.DataSurvey}: takes them
 * <li>{@link io.graphrecall.evaluation.description.Fingerprint}: whether two data sets are the same
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.description;

import org.jspecify.annotations.NullMarked;
