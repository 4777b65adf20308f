package io.graphrecall.evaluation.lists;

import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.ChannelResult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recall of the served list together with the full lists of the channels. The first request uses the quotas of the scene,
 * as in serving. A second request repeats the channels with a quota below the size of a list. Thread-safe.
 */
public final class FullQuotaRecall {

    private final ListRecall recall;
    private final int size;

    /**
     * @param pipeline pipeline with the tuned blend
     * @param size     size of lists
     */
    public FullQuotaRecall(RecallPipeline pipeline, int size) {
        this.recall = new ListRecall(pipeline, List.of(), size);
        this.size = size;
    }

    /** Recalls for a user at a request time. */
    public FullQuotaResult recall(String userId, Instant now) {
        RecallResult served = recall.recall(userId, now);
        List<RequestedChannel> truncated = new ArrayList<>();
        for (ChannelRun run : served.runs()) {
            if (run.status() == ChannelRun.Status.OK && run.share().quota() < size) {
                truncated.add(new RequestedChannel(run.channel(), size, 0, null));
            }
        }
        Map<String, ChannelResult> full = new HashMap<>();
        if (!truncated.isEmpty()) {
            recall.recall(userId, now, truncated).runs().forEach(run -> full.put(run.channel(), run.answer()));
        }
        List<ChannelRun> runs = served.runs().stream().map(run -> new ChannelRun(
                run.channel(), run.share(), run.status(), run.beganNanos(), run.tookNanos(), run.reason(),
                full.getOrDefault(run.channel(), run.answer()))).toList();
        return new FullQuotaResult(
                userId, ListRecall.merged(userId, served), runs, served.blended(), served.query());
    }
}
