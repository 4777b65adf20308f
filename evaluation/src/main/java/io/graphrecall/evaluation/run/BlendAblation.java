package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.FullQuotaResult;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.service.TunedBlend;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.ChannelShare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blends that the served one is compared with, made of the same answers of the channels: one without each channel,
 * perhaps with the weights of the others fitted anew, and one in which all channels weigh the same and have the
 * quotas from before tuning; and, where a learned blend is
 * served, the best of the others. Immutable; thread-safe.
 */
final class BlendAblation {

    private final Map<String, TunedBlend> blends = new LinkedHashMap<>();

    /**
     * @param served   the blend that is served
     * @param weighted the best blend without a learned model, perhaps the same
     * @param quotas   by channel: those from before tuning
     * @param channels those that can work on the data
     * @param ablations by channel: blends with weights fitted anew without it
     */
    BlendAblation(
            TunedBlend served,
            TunedBlend weighted,
            Map<String, Integer> quotas,
            List<String> channels,
            Map<String, TunedBlend> ablations) {
        Map<String, ChannelShare> equal = new LinkedHashMap<>();
        served.channels().forEach((channel, share) -> {
            int quota = Math.max(share.min(), quotas.getOrDefault(channel, share.quota()));
            equal.put(channel, new ChannelShare(quota, share.min(), 1));
        });
        blends.put(EvaluationReport.EQUAL_WEIGHTS, new TunedBlend(Blend.WEIGHTED, null, equal));
        if (!weighted.equals(served)) {
            blends.put(EvaluationReport.WEIGHTED, weighted);
        }
        for (String channel : channels) {
            Map<String, ChannelShare> others = new LinkedHashMap<>(served.channels());
            others.put(channel, new ChannelShare(0, 0, 0));
            blends.put(EvaluationReport.without(channel), new TunedBlend(served.blend(), served.model(), others));
        }
        ablations.forEach((channel, blend) -> blends.put(EvaluationReport.fittedWithout(channel), blend));
    }

    /** The names of all lists. */
    List<String> names() {
        return List.copyOf(blends.keySet());
    }

    /** The rank of a content in each list that holds it. */
    Map<String, Integer> ranks(FullQuotaResult answer, String contentId) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        if (answer.brings(contentId)) {
            blends.forEach((name, blend) -> ranks.put(name, answer.rank(contentId, blend)));
        }
        return ranks;
    }
}
