package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.BlendedList;
import io.graphrecall.service.channel.ChannelAnswer;
import io.graphrecall.service.channel.Deadline;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.pipeline.ContentTrace.Outcome;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one content through a recall that was made. Where a channel did not bring it, the channel is asked again: for
 * this content alone, whatever filters say, and for a list that goes far beyond its quota. Not thread-safe.
 */
final class ContentTracer {

    /** Nobody waits long for an explanation, but it must not fail where the recall itself was late. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Places of a channel's own list that are looked through. */
    private static final int FAR = 20_000;

    private final RecallQuery query;
    private final int content;
    private final BlendedList answered;
    private final BlendedList all;

    /**
     * @param query    what the channels were asked
     * @param answered what goes out
     * @param all      the same blend without the cut
     */
    ContentTracer(RecallQuery query, int content, BlendedList answered, BlendedList all) {
        this.query = query.within(Deadline.in(PATIENCE));
        this.content = content;
        this.answered = answered;
        this.all = all;
    }

    ContentTrace trace(List<ChannelRunner.Part> parts, List<ChannelRun> runs) {
        List<ContentTrace.Channel> channels = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            channels.add(channel(parts.get(i).channel(), runs.get(i)));
        }
        return new ContentTrace(place(answered) + 1, channels);
    }

    private ContentTrace.Channel channel(RecallChannel channel, ChannelRun run) {
        return switch (run.status()) {
            case OFF -> unreached(channel, Outcome.OFF, "cannot work on this data");
            case TIMEOUT -> unreached(channel, Outcome.DEADLINE, "was not done by the deadline");
            case FAILED -> unreached(channel, Outcome.FAILED, "failed; the log tells why");
            case OK -> {
                int rank = rank(run.answer());
                yield rank > 0 ? brought(channel, run, rank) : missing(channel, run);
            }
        };
    }

    private ContentTrace.Channel brought(RecallChannel channel, ChannelRun run, int rank) {
        int place = place(answered);
        return place >= 0
                ? new ContentTrace.Channel(channel.id(), Outcome.RECALLED, rank,
                        "place " + rank + " of the channel, " + (place + 1) + " of the answer", reason(run.answer()))
                : new ContentTrace.Channel(channel.id(), Outcome.BELOW_CUT, rank, "place " + rank
                        + " of the channel, " + (place(all) + 1) + " of the blend, of which " + answered.size()
                        + " are answered", reason(run.answer()));
    }

    private ContentTrace.Channel missing(RecallChannel channel, ChannelRun run) {
        ChannelAnswer alone = channel.recall(query.through(query.filter().only(content)).forChannel(1));
        if (alone.size() == 0) {
            return unreached(channel, Outcome.NOT_CONNECTED, "nothing leads there");
        }
        Reason reason = reason(alone);
        if (query.filter().verdict(content) == ContentFilter.SEEN) {
            return new ContentTrace.Channel(channel.id(), Outcome.SEEN, 0, "the user has seen it", reason);
        }
        String removedBy = query.filter().reason(content);
        if (removedBy != null) {
            return new ContentTrace.Channel(channel.id(), Outcome.FILTER, 0, removedBy, reason);
        }
        int rank = rank(channel.recall(query.forChannel(FAR)));
        int quota = run.share().quota();
        return new ContentTrace.Channel(channel.id(), Outcome.QUOTA, rank,
                (rank > 0 ? "place " + rank : "a place beyond " + FAR) + " of the channel, which may bring " + quota,
                reason);
    }

    private static ContentTrace.Channel unreached(RecallChannel channel, Outcome outcome, String detail) {
        return new ContentTrace.Channel(channel.id(), outcome, 0, detail, null);
    }

    private @Nullable Reason reason(ChannelAnswer answer) {
        return answer.reasons().of(new int[] {content})[0];
    }

    /** From 1 up; 0 where it is not among them. */
    private int rank(ChannelAnswer answer) {
        for (int rank = 0; rank < answer.size(); rank++) {
            if (answer.contents()[rank] == content) {
                return rank + 1;
            }
        }
        return 0;
    }

    /** From 0 up; -1 where it is not among them. */
    private int place(BlendedList list) {
        for (int place = 0; place < list.size(); place++) {
            if (list.content(place) == content) {
                return place;
            }
        }
        return -1;
    }
}
