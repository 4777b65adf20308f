/**
 * Retrieval by embeddings, for any embedding space.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.vector.VectorChannel}: nearest neighbours of the triggers
 * <li>{@link io.graphrecall.pipeline.channel.vector.VectorSearch}: contents nearest to a vector
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.vector;

import org.jspecify.annotations.NullMarked;
