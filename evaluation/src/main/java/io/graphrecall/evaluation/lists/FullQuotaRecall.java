package io.graphrecall.evaluation.lists;

import io.graphrecall.service.RecallServer;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.service.pipeline.RecallResult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recall of the served list together with the full lists of the channels. The first request uses the tuned quotas, as in
 * serving. A second request repeats the channels with a tuned quota below the full quota. Thread-safe.
 */
public final class FullQuotaRecall {

    private final ListRecall recall;
    private final int size;
    private final Map<String, Integer> quotas;

    /**
     * @param server server with the tuned blend
     * @param size   size of lists
     * @param quotas quotas before tuning, by channel. The full quota of a channel is at least this and at least the size
     */
    public FullQuotaRecall(RecallServer server, int size, Map<String, Integer> quotas) {
        this.recall = new ListRecall(server.pipeline(), List.of(), size);
        this.size = size;
        this.quotas = Map.copyOf(quotas);
    }

    /** Recalls for a user at a request time. */
    public FullQuotaResult recall(String userId, Instant now) {
        RecallResult served = recall.recall(userId, now);
        List<RequestedChannel> truncated = new ArrayList<>();
        for (ChannelRun run : served.runs()) {
            if (run.status() == ChannelRun.Status.OK && run.share().quota() < fullQuota(run.channel())) {
                truncated.add(new RequestedChannel(run.channel(), fullQuota(run.channel()), 0, null));
            }
        }
        Map<String, ChannelResult> full = new LinkedHashMap<>();
        served.runs().forEach(run -> full.put(run.channel(), run.answer()));
        if (!truncated.isEmpty()) {
            recall.recall(userId, now, truncated).runs().forEach(run -> full.put(run.channel(), run.answer()));
        }
        List<ChannelRun> runs = served.runs().stream().map(run -> withResult(run, full)).toList();
        return new FullQuotaResult(
                userId, ListRecall.merged(userId, served), runs, served.blended(), served.query().filter());
    }

    private static ChannelRun withResult(ChannelRun run, Map<String, ChannelResult> full) {
        return new ChannelRun(run.channel(), run.share(), run.status(), run.beganNanos(), run.tookNanos(), run.reason(),
                full.getOrDefault(run.channel(), ChannelResult.NOTHING));
    }

    private int fullQuota(String channel) {
        return Math.max(size, quotas.getOrDefault(channel, size));
    }
}
