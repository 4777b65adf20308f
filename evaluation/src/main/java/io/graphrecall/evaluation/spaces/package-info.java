/**
 * Intrinsic evaluation of embedding spaces: label agreement of neighbours and clusters, and cross-modal retrieval.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.spaces.SpaceSurvey}: evaluation of all spaces of a generation
 * <li>{@link io.graphrecall.evaluation.spaces.SpaceAgreement}: label agreement in one space
 * <li>{@link io.graphrecall.evaluation.spaces.SpacePictures}: cluster maps and galleries of nearest neighbours
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.spaces;

import org.jspecify.annotations.NullMarked;
