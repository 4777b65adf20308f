/**
 * The serving side of the text encoder.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.text.TextModule}: the serving module
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.text;

import org.jspecify.annotations.NullMarked;
