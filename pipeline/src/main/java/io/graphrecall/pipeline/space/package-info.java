/**
 * Embedding spaces of a generation, ready to serve.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.space.ServingSpace}: the vectors, neighbours and clusters of one space
 * <li>{@link io.graphrecall.pipeline.space.LiveVector}: the vector of a content that is newer than the generation
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.space;

import org.jspecify.annotations.NullMarked;
