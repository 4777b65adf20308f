/**
 * Recall channels: each finds contents for a user in its own way.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.RecallChannel}: the port; {@link io.graphrecall.service.channel.RecallQuery}
 * goes in, {@link io.graphrecall.service.channel.ChannelAnswer} comes out
 * <li>{@link io.graphrecall.service.channel.ScoreBoard}: adds up scores over all contents and takes the best
 * <li>one class a channel
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel;

import org.jspecify.annotations.NullMarked;
