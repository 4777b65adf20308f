package io.graphrecall.evaluation.lists;

import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recall of lists through the serving pipeline. A failed channel fails the request, so that no list is incomplete.
 * Lists for measurements have no contents that the user has seen, whatever the scene, because targets are new to the user.
 * Thread-safe.
 */
public final class ListRecall {

    private final RecallPipeline pipeline;
    private final List<RequestedChannel> channels;
    private final int size;

    /**
     * @param channels channels in order of priority; empty for those of the default scene
     * @param size     maximum number of contents of a list
     */
    public ListRecall(RecallPipeline pipeline, List<RequestedChannel> channels, int size) {
        this.pipeline = pipeline;
        this.channels = List.copyOf(channels);
        this.size = size;
    }

    /**
     * Recalls for a user at a request time.
     *
     * @throws RecallException with code UNAVAILABLE if a channel fails or the user's state cannot be read
     */
    public RecallResult recall(String userId, Instant now) {
        return recall(userId, now, channels);
    }

    /** Recalls for a search of a user in a scene; see {@link #recall(String, Instant)}. */
    public RecallResult recall(String userId, Instant now, String scene, QueryText query) {
        return recall(RecallRequest.of(new UserId(userId), size).at(now).withScene(scene).withQuery(query)
                .withoutSeen());
    }

    RecallResult recall(String userId, Instant now, List<RequestedChannel> requested) {
        return recall(RecallRequest.of(new UserId(userId), size).at(now).withChannels(requested).withoutSeen());
    }

    private RecallResult recall(RecallRequest request) {
        return pipeline.recall(request).requireComplete();
    }

    /** Recalls the blended list for a user at a request time, with seen contents if the scene has them. */
    public RecallList merged(String userId, Instant now) {
        return merged(userId, recall(RecallRequest.of(new UserId(userId), size).at(now).withChannels(channels)));
    }

    /** Returns the blended list of a result, with the channels that returned each content. */
    public static RecallList merged(String userId, RecallResult result) {
        List<RecallList.Entry> entries = new ArrayList<>(result.size());
        List<ChannelRun> runs = result.runs();
        for (int position = 0; position < result.size(); position++) {
            List<String> by = new ArrayList<>(runs.size());
            for (int channel = 0; channel < runs.size(); channel++) {
                if (result.rank(position, channel) >= 0) {
                    by.add(runs.get(channel).channel());
                }
            }
            entries.add(new RecallList.Entry(result.contentId(position), result.score(position), by));
        }
        return new RecallList(userId, entries);
    }
}
