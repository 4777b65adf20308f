package io.graphrecall.service.explain;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.pipeline.ContentTrace;
import io.graphrecall.service.pipeline.RecallAnswer;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Explains what recall answers, and what it does not. Thread-safe; blocks. */
public final class Explainer {

    private static final int SIZE = 100;

    private final RecallPipeline pipeline;
    private final PathFinder paths;

    public Explainer(RecallPipeline pipeline, GraphClient graph) {
        this.pipeline = pipeline;
        this.paths = new PathFinder(graph);
    }

    /**
     * What became of a content in a recall.
     *
     * @param rank its place in the answer, from 1 up; null where it is not in it
     */
    public record Explanation(boolean recalled, @Nullable Integer rank, List<Channel> channels) {}

    /**
     * What became of it in a channel.
     *
     * @param rank    its place in the channel's own list, from 1 up; null where it has none
     * @param outcome as {@link ContentTrace.Outcome} says, in lower case
     * @param detail  what exactly
     * @param paths   the ways through the graph that lead the channel there
     */
    public record Channel(
            String id, @Nullable Integer rank, String outcome, String detail, List<ExplainedPath> paths) {}

    /** A way that stands for a channel's candidate. */
    public record ChannelPath(String channel, ExplainedPath path) {}

    /**
     * Says why a recall of a hundred in a scene has a content, or has it not.
     *
     * @param scene null for the default one
     * @throws io.graphrecall.schema.RecallException NOT_FOUND where the content is not known
     */
    public Explanation explain(UserId user, ContentId content, @Nullable String scene) {
        RecallPipeline.Traced traced = pipeline.trace(RecallRequest.of(user, SIZE).in(scene), content);
        List<ContentTrace.Channel> channels = traced.trace().channels();
        List<PathFinder.Question> questions = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (ContentTrace.Channel channel : channels) {
            Reason reason = channel.reason();
            places.add(reason == null ? -1 : questions.size());
            if (reason != null) {
                questions.add(new PathFinder.Question(channel.id(), reason, traced.content()));
            }
        }
        List<@Nullable ExplainedPath> found = paths.find(traced.query(), questions);
        List<Channel> explained = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            ContentTrace.Channel channel = channels.get(i);
            ExplainedPath path = places.get(i) < 0 ? null : found.get(places.get(i));
            explained.add(new Channel(
                    channel.id(), channel.rank() == 0 ? null : channel.rank(), channel.outcome().wireName(),
                    detail(channel), path == null ? List.of() : List.of(path)));
        }
        int rank = traced.trace().rank();
        return new Explanation(rank > 0, rank > 0 ? rank : null, explained);
    }

    private static String detail(ContentTrace.Channel channel) {
        return channel.reason() == null ? channel.detail() : channel.detail() + "; by " + channel.reason().text();
    }

    /** The ways that stand for an answer's contents, by position: one for each channel that brought it and has one. */
    public List<List<ChannelPath>> paths(RecallAnswer answer) {
        List<PathFinder.Question> questions = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int channel = 0; channel < answer.runs().size(); channel++) {
            Reason[] reasons = answer.reasons(channel);
            for (int position = 0; position < answer.size(); position++) {
                Reason reason = reasons[position];
                if (reason != null) {
                    questions.add(new PathFinder.Question(
                            answer.runs().get(channel).channel(), reason, answer.content(position)));
                    positions.add(position);
                }
            }
        }
        List<List<ChannelPath>> byPosition = new ArrayList<>();
        for (int position = 0; position < answer.size(); position++) {
            byPosition.add(new ArrayList<>());
        }
        List<@Nullable ExplainedPath> found = paths.find(answer.query(), questions);
        for (int i = 0; i < questions.size(); i++) {
            ExplainedPath path = found.get(i);
            if (path != null) {
                byPosition.get(positions.get(i)).add(new ChannelPath(questions.get(i).channel(), path));
            }
        }
        return byPosition;
    }
}
