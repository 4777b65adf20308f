/**
 * How well vector spaces know what contents are: whether what lies near, or in one cluster, shares labels.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.spaces.SpaceSurvey}: all that is told of the spaces of a generation
 * <li>{@link io.graphrecall.evaluation.spaces.SpaceAgreement}: what lies near in one space
 * <li>{@link io.graphrecall.evaluation.spaces.SpacePictures}: what is for the eye, maps of clusters and pictures of what
 * lies near
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.spaces;

import org.jspecify.annotations.NullMarked;
