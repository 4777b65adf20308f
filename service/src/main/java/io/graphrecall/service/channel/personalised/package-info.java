/**
 * The serving side of the personalised content representation.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.personalised.PersonalisedModule}: the serving module
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel.personalised;

import org.jspecify.annotations.NullMarked;
