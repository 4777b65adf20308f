package io.graphrecall.evaluation.lists;

import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.BlendedList;
import io.graphrecall.blend.ChannelList;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.TunedBlend;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallQuery;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Served list of one user with the full lists of the channels. It gives the list of each channel alone and the ranks of
 * any other blend. Immutable; thread-safe.
 */
public final class FullQuotaResult {

    private static final ChannelShare NO_SHARE = new ChannelShare(0, 0, 0);

    private final String userId;
    private final RecallList merged;
    private final List<ChannelRun> runs;
    private final BlendInput served;
    private final RecallQuery query;

    /**
     * @param runs   runs of the channels with their full lists
     * @param served input of the served blend
     * @param query  of the channels
     */
    FullQuotaResult(
            String userId, RecallList merged, List<ChannelRun> runs, BlendInput served, RecallQuery query) {
        this.userId = userId;
        this.merged = merged;
        this.runs = List.copyOf(runs);
        this.served = served;
        this.query = query;
    }

    /** Returns the served list. */
    public RecallList merged() {
        return merged;
    }

    /** Returns the list of each available channel, as in a request for this channel only. */
    public Map<String, RecallList> channels() {
        Map<String, RecallList> lists = new LinkedHashMap<>();
        runs.stream().filter(run -> run.status() == ChannelRun.Status.OK)
                .forEach(run -> lists.put(run.channel(), list(run)));
        return lists;
    }

    /**
     * Content of a list with the reason of a channel for it.
     *
     * @param reason null if the channel has no single reason
     */
    public record ReasonedContent(String contentId, @Nullable Reason reason) {}

    /** Returns the top contents of each available channel with their reasons. */
    public Map<String, List<ReasonedContent>> reasons(int size) {
        Map<String, List<ReasonedContent>> lists = new LinkedHashMap<>();
        for (ChannelRun run : runs) {
            if (run.status() == ChannelRun.Status.OK) {
                int[] top = Arrays.copyOf(run.answer().contents(), Math.min(size, run.answer().size()));
                Reason[] reasons = run.answer().reasons().of(top);
                lists.put(run.channel(), IntStream.range(0, top.length).mapToObj(rank -> new ReasonedContent(
                        query.snapshot().contentId(top[rank]), reasons[rank])).toList());
            }
        }
        return lists;
    }

    private RecallList list(ChannelRun run) {
        List<RecallList.Entry> entries = new ArrayList<>();
        for (int rank = 0; rank < Math.min(served.size(), run.answer().size()); rank++) {
            entries.add(new RecallList.Entry(
                    query.snapshot().contentId(run.answer().contents()[rank]),
                    run.answer().scores()[rank],
                    List.of(run.channel())));
        }
        return new RecallList(userId, entries);
    }

    /**
     * Returns the first reason why the request cannot recall a content, {@code unknown} if the generation lacks it; empty if
     * it is eligible.
     */
    public Optional<String> exclusion(String contentId) {
        int content = query.snapshot().contentOrdinal(contentId);
        return content < 0
                ? Optional.of("unknown")
                : query.filter().exclusions(content).stream().map(exclusion -> exclusion.reason().wireName())
                        .findFirst();
    }

    /** Returns true if the full list of a channel includes the content. */
    public boolean contains(String contentId) {
        int content = query.snapshot().contentOrdinal(contentId);
        for (ChannelRun run : runs) {
            for (int returned : run.answer().contents()) {
                if (returned == content) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the rank from 1 of a content under another blend; 0 if it is not in the list. */
    public int rank(String contentId, TunedBlend blend) {
        List<ChannelList> lists = runs.stream()
                .map(run -> run.answer().list(run.channel(),
                        blend.channels().getOrDefault(run.channel(), NO_SHARE)))
                .toList();
        BlendedList blended = blend.blend().blend(
                new BlendInput(
                        lists, served.size(), served.tieBreak(), served.contents(), served.now(), blend.model(),
                        content -> true, served.limits()));
        int content = query.snapshot().contentOrdinal(contentId);
        for (int position = 0; position < blended.size(); position++) {
            if (blended.content(position) == content) {
                return position + 1;
            }
        }
        return 0;
    }
}
