/**
 * The serving side of the personalised content representation.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.personalised.PersonalisedModule}: the serving module
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.personalised;

import org.jspecify.annotations.NullMarked;
