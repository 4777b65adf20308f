/**
 * Encoders of texts and pictures to vectors.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.encode.TextEncoder}: the port
 * <li>{@link io.graphrecall.content.encode.OnnxTextEncoder}: pre-trained sentence encoder from the class path
 * <li>{@link io.graphrecall.content.encode.CachedTextEncoder}: text encoder with a persistent cache
 * <li>{@link io.graphrecall.content.encode.EncoderChoice}: selection of the text encoder
 * </ul>
 */
@NullMarked
package io.graphrecall.content.encode;

import org.jspecify.annotations.NullMarked;
