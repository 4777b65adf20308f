/**
 * Embedding spaces of a generation, ready to serve.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.space.ServingSpace}: the vectors, neighbours and clusters of one space
 * <li>{@link io.graphrecall.service.space.LiveVector}: the vector of a content that is newer than the generation
 * </ul>
 */
@NullMarked
package io.graphrecall.service.space;

import org.jspecify.annotations.NullMarked;
