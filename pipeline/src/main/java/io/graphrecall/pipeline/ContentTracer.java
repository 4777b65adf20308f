package io.graphrecall.pipeline;

import io.graphrecall.blend.BlendedList;
import io.graphrecall.pipeline.ContentTrace.Outcome;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.filter.Exclusion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Traces one content through a finished recall. A channel that did not return the content is called again: once for this
 * content alone without filters, and once for a list far longer than its quota. Not thread-safe.
 */
final class ContentTracer {

    /** Deadline of the additional calls. An explanation must succeed even if the recall itself timed out. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Length of a channel's list that is searched for the content. */
    private static final int MAX_RANK = 20_000;
    private static final String NOT_REACHED = "the channel does not reach it";
    private static final String NOT_MATCHED = "no channel of the query found it";

    private final RecallQuery query;
    private final int content;
    private final List<Exclusion> filtered;
    private final List<Exclusion> exclusions;
    private final Set<String> matching;
    private final BlendedList result;
    private final BlendedList blended;
    private final BlendedList fullBlend;
    private final @Nullable String exceededLimit;

    /**
     * @param query     the query of the recall
     * @param content   the content's ordinal in the query's snapshot
     * @param result    the list that is returned: {@code blended} or a page of it
     * @param blended   the blended list
     * @param fullBlend the same blend without a limit on its size
     * @param exceededLimit the limit that {@code blended} would exceed with the content; null for none
     * @param matching  the channels of the query, if one of them had to find the content and none did; otherwise empty
     */
    ContentTracer(RecallQuery query, int content, BlendedList result, BlendedList blended, BlendedList fullBlend,
            @Nullable String exceededLimit, Set<String> matching) {
        this.query = query.within(Deadline.in(TIMEOUT));
        this.content = content;
        this.result = result;
        this.blended = blended;
        this.fullBlend = fullBlend;
        this.exceededLimit = exceededLimit;
        this.matching = matching;
        filtered = query.filter().exclusions(content);
        exclusions = matching.isEmpty() || !filtered.isEmpty()
                ? filtered
                : List.of(new Exclusion(Exclusion.Reason.MATCH_QUERY, null, NOT_MATCHED));
    }

    ContentTrace trace(List<ChannelCall> calls, List<ChannelRun> runs) {
        List<ContentTrace.Channel> channels = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            channels.add(trace(calls.get(i).channel(), runs.get(i)));
        }
        return new ContentTrace(rank(result), exclusions, channels);
    }

    private ContentTrace.Channel trace(RecallChannel channel, ChannelRun run) {
        return switch (run.status()) {
            case OFF -> notReached(channel, Outcome.OFF, Objects.requireNonNull(run.reason()));
            case TIMEOUT -> notReached(channel, Outcome.DEADLINE, "did not finish by the deadline");
            case FAILED -> notReached(channel, Outcome.FAILED, "failed; see the service log");
            case OK -> {
                int rank = rank(run.answer());
                yield rank > 0 ? returned(channel, run, rank) : notReturned(channel, run);
            }
        };
    }

    private ContentTrace.Channel returned(RecallChannel channel, ChannelRun run, int rank) {
        int resultRank = rank(result);
        int listRank = rank(blended);
        int blendRank = rank(fullBlend);
        if (blendRank == 0 && (!matching.isEmpty() || exceededLimit != null)) {
            return new ContentTrace.Channel(channel.id(), matching.isEmpty() ? Outcome.LIMIT : Outcome.FILTER, rank,
                    "rank " + rank + " in the channel, but "
                            + (matching.isEmpty() ? "the result has " + exceededLimit : NOT_MATCHED),
                    reason(run.answer()));
        }
        String inList = resultRank > 0
                ? "rank " + resultRank + " in the result"
                : listRank > 0
                        ? "rank " + listRank + " in the blend, on another page"
                        : blendRank == 0
                                ? "beyond the result size of " + blended.size() + " in the blend"
                                : "rank " + blendRank + " in the blend, " + (blendRank > blended.size()
                                        ? "beyond the result size of " + blended.size()
                                        : "displaced by the minimums of other channels");
        return new ContentTrace.Channel(
                channel.id(), resultRank > 0 ? Outcome.RECALLED : Outcome.BELOW_CUT, rank,
                "rank " + rank + " in the channel, " + inList, reason(run.answer()));
    }

    private ContentTrace.Channel notReturned(RecallChannel channel, ChannelRun run) {
        ChannelResult alone = channel.recall(query.through(query.filter().only(content)).forChannel(1));
        if (alone.size() == 0) {
            String missing = channel.missingInput(query);
            return notReached(channel, Outcome.NOT_CONNECTED, missing == null ? NOT_REACHED : missing);
        }
        Reason reason = reason(alone);
        // A channel of the query that finds the content makes it match.
        List<Exclusion> removing = matching.contains(channel.id()) ? filtered : exclusions;
        if (!removing.isEmpty()) {
            boolean seen = removing.stream().anyMatch(one -> one.reason() == Exclusion.Reason.SEEN);
            return new ContentTrace.Channel(channel.id(), seen ? Outcome.SEEN : Outcome.FILTER, 0,
                    removing.stream().map(Exclusion::detail).collect(Collectors.joining("; ")), reason);
        }
        ChannelResult longer = channel.recall(query.forChannel(MAX_RANK));
        int rank = rank(longer);
        if (rank == 0 && longer.size() < MAX_RANK) { // found only by a search of fewer contents
            return notReached(channel, Outcome.NOT_CONNECTED, NOT_REACHED);
        }
        String inChannel = rank > 0 ? "rank " + rank : "a rank above " + MAX_RANK;
        return new ContentTrace.Channel(channel.id(), Outcome.QUOTA, rank,
                inChannel + " in the channel, beyond its quota of " + run.share().quota(), reason);
    }

    private static ContentTrace.Channel notReached(RecallChannel channel, Outcome outcome, String detail) {
        return new ContentTrace.Channel(channel.id(), outcome, 0, detail, null);
    }

    private @Nullable Reason reason(ChannelResult answer) {
        return answer.reasons().of(new int[] {content})[0];
    }

    private int rank(ChannelResult answer) {
        return rank(answer.size(), rank -> answer.contents()[rank]);
    }

    private int rank(BlendedList list) {
        return rank(list.size(), list::content);
    }

    /** Returns the rank of the content in a list, from 1, or 0 if the list does not contain it. */
    private int rank(int size, IntUnaryOperator contents) {
        int rank = 1;
        while (rank <= size && contents.applyAsInt(rank - 1) != content) {
            rank++;
        }
        return rank <= size ? rank : 0;
    }
}
