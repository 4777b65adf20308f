/**
 * The personalised representation: content vectors from metadata, texts and media, trained so that contents that the same
 * users engage with are similar. A content without engagements is encoded like any other.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.personalised.PersonalisedStep}: its training step in a build
 * <li>{@link io.graphrecall.gnn.personalised.PersonalisedTraining}: training on behaviour
 * <li>{@link io.graphrecall.gnn.personalised.Personalised}, {@link io.graphrecall.gnn.personalised.PersonalisedVectors}:
 * the trained model, and its encoder for one generation
 * <li>{@link io.graphrecall.gnn.personalised.PersonalisedParameters}: parameters of model and training
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.personalised;

import org.jspecify.annotations.NullMarked;
