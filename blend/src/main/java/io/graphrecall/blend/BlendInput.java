package io.graphrecall.blend;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * The input of a blend.
 *
 * @param channels in order of priority
 * @param size     maximum number of candidates in the result
 * @param contents defines the candidates' ordinals
 * @param now      epoch milliseconds
 * @param model    for {@link Blend#LEARNED}; null if none was trained
 * @param kept     contents that the result may have; the others only count in the scores
 * @param limits   numbers of contents with equal values, which the result does not exceed
 */
public record BlendInput(
        List<ChannelList> channels,
        int size,
        TieBreak tieBreak,
        RankedContents contents,
        long now,
        @Nullable BlendModel model,
        IntPredicate kept,
        List<ContentLimit> limits) {

    public BlendInput {
        channels = List.copyOf(channels);
        limits = List.copyOf(limits);
    }

    /** Returns this input for a result of any length without limits. */
    public BlendInput unlimited() {
        int total = channels.stream().mapToInt(ChannelList::size).sum();
        return new BlendInput(channels, total, tieBreak, contents, now, model, kept, List.of());
    }
}
