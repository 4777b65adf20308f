package io.graphrecall.service.explain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.pipeline.ContentTrace;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Explains why a recall returns or lacks a content. Thread-safe; calls block. */
public final class Explainer {

    /** Size of the recall that is explained. */
    private static final int SIZE = 100;

    private final RecallPipeline pipeline;
    private final PathFinder paths;

    public Explainer(RecallPipeline pipeline, GraphClient graph) {
        this.pipeline = pipeline;
        this.paths = new PathFinder(graph);
    }

    /**
     * The outcome of a content in a recall.
     *
     * @param rank its rank in the result, from 1; null if the result does not contain it
     */
    public record Explanation(boolean recalled, @Nullable Integer rank, List<Channel> channels) {}

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
     * Explains why a recall of 100 contents in a scene returns or lacks a content.
     *
     * @param scene null for the default scene
     * @param query the search of the request, or null
     * @throws io.graphrecall.schema.RecallException NOT_FOUND if the content is unknown
     */
    public Explanation explain(UserId user, ContentId content, @Nullable String scene, @Nullable QueryText query) {
        RecallPipeline.TracedContent traced = pipeline
                .trace(RecallRequest.of(user, SIZE).withScene(scene).withQuery(query), content);
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
        return new Explanation(rank > 0, rank > 0 ? rank : null, explained);
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
