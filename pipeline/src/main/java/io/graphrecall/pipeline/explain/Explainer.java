package io.graphrecall.pipeline.explain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.pipeline.ContentTrace;
import io.graphrecall.pipeline.Degradation;
import io.graphrecall.pipeline.PreparedRecall;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.filter.Exclusion;
import io.graphrecall.schema.ContentId;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Explains why a recall returns or lacks a content. Thread-safe; calls block. */
public final class Explainer {

    private final PathFinder paths;
    private final Predicate<ContentId> deleted;

    /**
     * @param deleted returns true for a deleted content of the graph; NOT_FOUND if the graph lacks the content
     */
    public Explainer(GraphClient graph, Predicate<ContentId> deleted) {
        this.paths = new PathFinder(graph);
        this.deleted = deleted;
    }

    /**
     * The outcome of a content in a recall.
     *
     * @param generation id of the generation that the recall searches
     * @param variant    as in {@link RecallResult#variant}
     * @param size       maximum number of contents in the result
     * @param coldStart  true if no behaviour of the user or visitor is known
     * @param degradedBy {@link Degradation#wireName} of each degradation
     * @param rank       its rank in the result, from 1; null if the result does not contain it
     * @param excludedBy conditions that keep it out of the result, whatever channel reaches it
     */
    public record Explanation(
            String generation, String scene, @Nullable String variant, int size, boolean coldStart,
            List<String> degradedBy, boolean recalled, @Nullable Integer rank, List<Excluded> excludedBy,
            List<Channel> channels) {}

    /**
     * A condition that the content does not satisfy.
     *
     * @param reason  {@link Exclusion.Reason#wireName}
     * @param pointer as in {@link Exclusion}
     */
    public record Excluded(String reason, @Nullable String pointer, String detail) {}

    /**
     * The outcome of the content in a channel.
     *
     * @param rank    its rank in the channel's list, from 1; null if it has none
     * @param outcome {@link ContentTrace.Outcome#wireName}
     * @param detail  a sentence for people
     * @param paths   the paths in the graph behind the channel's reason
     */
    public record Channel(
            String id, @Nullable Integer rank, String outcome, String detail, List<ExplainedPath> paths) {}

    /** A path behind a channel's reason for a content. */
    public record ChannelPath(String channel, @JsonUnwrapped ExplainedPath path) {}

    /**
     * Explains why a recall returns or lacks a content.
     *
     * @param requestId    as in {@link PreparedRecall#run}
     * @param degradations those found before the recall
     * @throws io.graphrecall.schema.RecallException NOT_FOUND if the graph lacks the content
     */
    public Explanation explain(
            PreparedRecall recall, @Nullable String requestId, ContentId content, Set<Degradation> degradations) {
        PreparedRecall.TracedContent traced = recall.trace(requestId, content);
        List<Exclusion> exclusions = traced.content() < 0
                ? List.of(outsideOfTheSnapshot(content))
                : traced.trace().exclusions();
        List<ContentTrace.Channel> channels = traced.trace().channels();
        List<PathFinder.ChannelReason> reasons = new ArrayList<>();
        for (ContentTrace.Channel channel : channels) {
            Reason reason = channel.reason();
            if (reason != null) {
                reasons.add(new PathFinder.ChannelReason(channel.id(), reason, traced.content()));
            }
        }
        Iterator<@Nullable ExplainedPath> found = paths.find(traced.query(), reasons).iterator();
        List<Channel> explained = new ArrayList<>();
        for (ContentTrace.Channel channel : channels) {
            ExplainedPath path = channel.reason() == null ? null : found.next();
            explained.add(new Channel(
                    channel.id(), channel.rank() == 0 ? null : channel.rank(), channel.outcome().wireName(),
                    detail(channel), path == null ? List.of() : List.of(path)));
        }
        int rank = traced.trace().rank();
        return new Explanation(
                traced.query().snapshot().manifest().id().value(), traced.scene(), traced.variant(),
                recall.request().size(),
                traced.coldStart(), Stream.concat(degradations.stream(), traced.degradations().stream()).distinct()
                        .map(Degradation::wireName).toList(),
                rank > 0, rank > 0 ? rank : null,
                exclusions.stream().map(one -> new Excluded(one.reason().wireName(), one.pointer(), one.detail()))
                        .toList(),
                explained);
    }

    private Exclusion outsideOfTheSnapshot(ContentId content) {
        return deleted.test(content)
                ? new Exclusion(Exclusion.Reason.WITHDRAWN, null, "it is withdrawn")
                : new Exclusion(Exclusion.Reason.UNDESCRIBED, null,
                        "only events mention it, or its record is not read yet");
    }

    private static String detail(ContentTrace.Channel channel) {
        return channel.reason() == null ? channel.detail() : channel.detail() + "; trigger " + channel.reason().text();
    }

    /** Returns the paths behind the contents of a result, by position. A channel has one path per content or none. */
    public List<List<ChannelPath>> paths(RecallResult result) {
        List<PathFinder.ChannelReason> reasons = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int channel = 0; channel < result.runs().size(); channel++) {
            Reason[] ofChannel = result.reasons(channel);
            for (int position = 0; position < result.size(); position++) {
                Reason reason = ofChannel[position];
                if (reason != null) {
                    reasons.add(new PathFinder.ChannelReason(
                            result.runs().get(channel).channel(), reason, result.content(position)));
                    positions.add(position);
                }
            }
        }
        List<List<ChannelPath>> byPosition = Stream.<List<ChannelPath>>generate(ArrayList::new)
                .limit(result.size()).toList();
        List<@Nullable ExplainedPath> found = paths.find(result.query(), reasons);
        for (int i = 0; i < reasons.size(); i++) {
            ExplainedPath path = found.get(i);
            if (path != null) {
                byPosition.get(positions.get(i)).add(new ChannelPath(reasons.get(i).channel(), path));
            }
        }
        return byPosition;
    }
}
