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
 * Recalls what is served and, beside it, all that the channels can bring whatever their tuned quotas are. The first
 * request is the one that is served; a second one asks those channels again whose quota cut them short. Thread-safe.
 */
public final class FullQuotaRecall {

    private final ListRecall recall;
    private final int size;
    private final Map<String, Integer> quotas;

    /**
     * @param server serves the tuned blend
     * @param size   how long lists are
     * @param quotas by channel: those from before tuning, which channels are asked for at least
     */
    public FullQuotaRecall(RecallServer server, int size, Map<String, Integer> quotas) {
        this.recall = new ListRecall(server.pipeline(), List.of(), size);
        this.size = size;
        this.quotas = Map.copyOf(quotas);
    }

    /** The answer for a user at a time. */
    public FullQuotaResult answer(String userId, Instant now) {
        RecallResult served = recall.answer(userId, now);
        List<RequestedChannel> cutShort = new ArrayList<>();
        for (ChannelRun run : served.runs()) {
            if (run.status() == ChannelRun.Status.OK && run.share().quota() < width(run.channel())) {
                cutShort.add(new RequestedChannel(run.channel(), width(run.channel()), 0));
            }
        }
        Map<String, ChannelResult> wide = new LinkedHashMap<>();
        served.runs().forEach(run -> wide.put(run.channel(), run.answer()));
        if (!cutShort.isEmpty()) {
            recall.answer(userId, now, cutShort).runs().forEach(run -> wide.put(run.channel(), run.answer()));
        }
        List<ChannelRun> runs = served.runs().stream().map(run -> widened(run, wide)).toList();
        return new FullQuotaResult(userId, ListRecall.merged(userId, served), runs, served.blended());
    }

    private static ChannelRun widened(ChannelRun run, Map<String, ChannelResult> wide) {
        return new ChannelRun(run.channel(), run.share(), run.status(), run.tookNanos(),
                wide.getOrDefault(run.channel(), ChannelResult.NOTHING));
    }

    private int width(String channel) {
        return Math.max(size, quotas.getOrDefault(channel, size));
    }
}
