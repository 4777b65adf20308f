/**
 * How well vector spaces know what contents are: whether what lies near shares labels.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.spaces.SpaceSurvey}: measures the spaces of a generation
 * <li>{@link io.graphrecall.evaluation.spaces.SpaceAgreement}: what it tells of one space
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.spaces;

import org.jspecify.annotations.NullMarked;
