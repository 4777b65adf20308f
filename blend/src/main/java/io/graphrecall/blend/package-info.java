/**
 * Fusion of the channels' ranked lists into one.
 *
 * <ul>
 * <li>{@link io.graphrecall.blend.Blend}: the fusion methods
 * <li>{@link io.graphrecall.blend.TeamDraft}: interleaves the lists of two blends, for an experiment
 * <li>{@link io.graphrecall.blend.ChannelList}: a channel's list with its share in the answer
 * <li>{@link io.graphrecall.blend.CandidatePool}: every candidate once, with its rank in each channel
 * </ul>
 */
@NullMarked
package io.graphrecall.blend;

import org.jspecify.annotations.NullMarked;
