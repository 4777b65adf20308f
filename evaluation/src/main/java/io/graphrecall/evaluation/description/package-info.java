/**
 * Descriptions of data sets: properties that decide which channels can work on them.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.description.DataDescription}: figures of a description
 * <li>{@link io.graphrecall.evaluation.description.DataSurvey}: computation of the figures
 * <li>{@link io.graphrecall.evaluation.description.DataDistributions}: distributions of a data set that is not loaded yet
 * <li>{@link io.graphrecall.evaluation.description.Fingerprint}: hash of the files
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.description;

import org.jspecify.annotations.NullMarked;
