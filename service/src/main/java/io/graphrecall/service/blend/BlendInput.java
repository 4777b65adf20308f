package io.graphrecall.service.blend;

import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is made into one list.
 *
 * @param channels in order of priority
 * @param size     at most so many candidates are answered
 * @param snapshot that the candidates' ordinals are of
 * @param now      epoch milliseconds
 * @param model    what {@link Blend#LEARNED} goes by; null where none was fitted
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
