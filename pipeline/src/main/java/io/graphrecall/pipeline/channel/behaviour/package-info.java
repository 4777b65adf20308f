/**
 * Channels of aggregated behaviour.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.behaviour.I2iChannel}: item-to-item neighbours of the triggers
 * <li>{@link io.graphrecall.pipeline.channel.behaviour.PopularChannel}: popularity, the same for every user
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.behaviour;

import org.jspecify.annotations.NullMarked;
