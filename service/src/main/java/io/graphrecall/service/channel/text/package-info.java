/**
 * The serving side of the text encoder.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.text.TextModule}: the serving module
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel.text;

import org.jspecify.annotations.NullMarked;
