/**
 * The serving side of the deep match model.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.deepmatch.DeepMatchModule}: the serving module
 * <li>{@link io.graphrecall.pipeline.channel.deepmatch.DeepMatchChannel}: contents that match the user's sequences
 * <li>{@link io.graphrecall.pipeline.channel.deepmatch.UserVectors}: caches users' vectors
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.deepmatch;

import org.jspecify.annotations.NullMarked;
