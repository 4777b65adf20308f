/**
 * Recall channels: each retrieves contents for a user in its own way. An algorithm's channels, its data of a generation
 * and its settings form a serving module in one package below this one.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.RecallChannel}: from a {@link io.graphrecall.pipeline.channel.RecallQuery} to a
 * {@link io.graphrecall.pipeline.channel.ChannelResult}
 * <li>{@link io.graphrecall.pipeline.channel.ServingModule}: the serving side of an algorithm
 * <li>{@link io.graphrecall.pipeline.channel.ServingModules}: the modules of a running service
 * <li>{@link io.graphrecall.pipeline.channel.ChannelCatalogue}: finds channels by id
 * <li>{@link io.graphrecall.pipeline.channel.ScoreBoard}, {@link io.graphrecall.pipeline.channel.TopContents}: sum up and
 * rank scores
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel;

import org.jspecify.annotations.NullMarked;
