package io.graphrecall.service.blend;

import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The input of a blend.
 *
 * @param channels in order of priority
 * @param size     maximum number of candidates in the result
 * @param snapshot defines the candidates' ordinals
 * @param now      epoch milliseconds
 * @param model    for {@link Blend#LEARNED}; null if none was trained
 */
public record BlendInput(
        List<ChannelList> channels,
        int size,
        TieBreak tieBreak,
        ServingSnapshot snapshot,
        long now,
        @Nullable BlendModel model) {

    public BlendInput {
        channels = List.copyOf(channels);
    }
}
