/**
 * Text encoders: sentences as vectors whose inner products tell how alike they mean.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.encode.TextEncoder}: the port
 * <li>{@link io.graphrecall.content.encode.OnnxTextEncoder}: a pre-trained sentence encoder that came with the class path
 * <li>{@link io.graphrecall.content.encode.CachedTextEncoder}: encodes a text once and keeps its vector in a file
 * <li>{@link io.graphrecall.content.encode.EncoderChoice}: which encoder a catalogue gets, by its language or by setting
 * </ul>
 */
@NullMarked
package io.graphrecall.content.encode;

import org.jspecify.annotations.NullMarked;
