/**
 * The personalised representation of contents: what a content says, shows and is, filtered so that what the crowd cares
 * about stays. Two contents are near where the same users go from one to the other, and a content that nobody has met
 * has its vector like any other.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.personalised.PersonalisedTraining}: learns it from behaviour
 * <li>{@link io.graphrecall.gnn.personalised.Personalised}: contents to vectors
 * <li>{@link io.graphrecall.gnn.personalised.PersonalisedParameters}: settings of both
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.personalised;

import org.jspecify.annotations.NullMarked;
