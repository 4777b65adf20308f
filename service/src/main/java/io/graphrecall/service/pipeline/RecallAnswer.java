package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.BlendInput;
import io.graphrecall.service.blend.BlendedList;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallQuery;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was recalled: the candidates, the best first, which channel brought each and why, and how every channel did.
 * Reads from the arrays that were computed, so that an answer of hundreds of candidates costs few objects. Immutable;
 * thread-safe.
 */
public final class RecallAnswer {

    private final RecallQuery query;
    private final BlendInput blended;
    private final BlendedList list;
    private final List<ChannelRun> runs;
    private final long tookNanos;

    /** @param runs those whose lists were blended, in the same order */
    RecallAnswer(RecallQuery query, BlendInput blended, BlendedList list, List<ChannelRun> runs, long tookNanos) {
        this.query = query;
        this.blended = blended;
        this.list = list;
        this.runs = List.copyOf(runs);
        this.tookNanos = tookNanos;
    }

    /** The id of the generation that was searched. */
    public String generation() {
        return blended.snapshot().manifest().id().value();
    }

    public int requested() {
        return blended.size();
    }

    /** What was made into the one list. */
    public BlendInput blended() {
        return blended;
    }

    public int size() {
        return list.size();
    }

    public long tookNanos() {
        return tookNanos;
    }

    /** What the channels were asked. */
    public RecallQuery query() {
        return query;
    }

    /** The content at a position, an ordinal of the query's snapshot. */
    public int content(int position) {
        return list.content(position);
    }

    /** The id of the content at a position, 0 being the best. */
    public String contentId(int position) {
        return blended.snapshot().contentId(list.content(position));
    }

    public double score(int position) {
        return list.score(position);
    }

    /** The channels that were asked, in order of priority; {@link #rank} and {@link #reasons} take their index. */
    public List<ChannelRun> runs() {
        return runs;
    }

    /** The rank, from 0 up, of the content at a position in a channel's list; -1 where that channel did not bring it. */
    public int rank(int position, int channel) {
        return list.rank(position, channel);
    }

    /**
     * Why a channel brought each of the contents, by position; null where it did not or where there is no single reason.
     * Worked out at each call.
     */
    public @Nullable Reason[] reasons(int channel) {
        int[] positions = IntStream.range(0, size()).filter(position -> rank(position, channel) >= 0).toArray();
        Reason[] found = runs.get(channel).answer().reasons()
                .of(IntStream.of(positions).map(list::content).toArray());
        Reason[] reasons = new Reason[size()];
        for (int i = 0; i < positions.length; i++) {
            reasons[positions[i]] = found[i];
        }
        return reasons;
    }

    /** The id of the content of this rank in a channel's own list. */
    public String contentId(int channel, int rank) {
        return blended.snapshot().contentId(runs.get(channel).answer().contents()[rank]);
    }

    /** Whether a channel failed or came too late. */
    public boolean degraded() {
        return runs.stream().anyMatch(run -> run.status().degraded());
    }

    /** How much of a channel's list ended where: credited to it, to a channel of higher priority, or cut. */
    public Share share(int channel) {
        int kept = 0;
        int duplicate = 0;
        for (int position = 0; position < list.size(); position++) {
            if (list.rank(position, channel) >= 0) {
                if (first(position) == channel) {
                    kept++;
                } else {
                    duplicate++;
                }
            }
        }
        return new Share(kept, duplicate, runs.get(channel).answer().size() - kept - duplicate);
    }

    /**
     * Where a channel's list ended; the three add up to what it returned.
     *
     * @param kept      in the answer, and no channel of higher priority brought it
     * @param duplicate in the answer, brought by a channel of higher priority as well
     * @param quota     not in the answer: beyond the channel's quota or the answer's size
     */
    public record Share(int kept, int duplicate, int quota) {}

    private int first(int position) {
        for (int channel = 0; channel < runs.size(); channel++) {
            if (list.rank(position, channel) >= 0) {
                return channel;
            }
        }
        throw new AssertionError("every candidate came from a channel");
    }
}
