/**
 * Retrieval by embeddings, for any embedding space.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.vector.VectorChannel}: nearest neighbours of the triggers
 * <li>{@link io.graphrecall.service.channel.vector.VectorSearch}: contents nearest to a vector
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel.vector;

import org.jspecify.annotations.NullMarked;
