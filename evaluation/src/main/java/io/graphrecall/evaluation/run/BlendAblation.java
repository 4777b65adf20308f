package io.graphrecall.evaluation.run;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.TunedBlend;
import io.graphrecall.evaluation.lists.FullQuotaResult;
import io.graphrecall.evaluation.report.EvaluationReport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blends that the report compares with the served blend on the same channel lists. Immutable; thread-safe.
 *
 * <ul>
 * <li>equal weights
 * <li>the best weighted blend, if the served blend is learned
 * <li>the served blend without each channel
 * <li>a blend with refitted weights without each channel, if requested
 * </ul>
 */
final class BlendAblation {

    private final Map<String, TunedBlend> blends = new LinkedHashMap<>();

    /**
     * @param served    served blend
     * @param weighted  best blend without a learned model; can be the served one
     * @param channels  available channels
     * @param refitted  blends with refitted weights, by ablated channel
     */
    BlendAblation(
            TunedBlend served,
            TunedBlend weighted,
            List<String> channels,
            Map<String, TunedBlend> refitted) {
        Map<String, ChannelShare> equal = new LinkedHashMap<>();
        served.channels().forEach(
                (channel, share) -> equal.put(channel, new ChannelShare(share.quota(), share.min(), 1)));
        blends.put(EvaluationReport.EQUAL_WEIGHTS, new TunedBlend(Blend.WEIGHTED, null, equal));
        if (!weighted.equals(served)) {
            blends.put(EvaluationReport.WEIGHTED, weighted);
        }
        for (String channel : channels) {
            Map<String, ChannelShare> shares = new LinkedHashMap<>(served.channels());
            shares.put(channel, new ChannelShare(0, 0, 0));
            blends.put(EvaluationReport.without(channel), new TunedBlend(served.blend(), served.model(), shares));
        }
        refitted.forEach((channel, blend) -> blends.put(EvaluationReport.fittedWithout(channel), blend));
    }

    List<String> names() {
        return List.copyOf(blends.keySet());
    }

    /** Returns the rank of a content by blend; 0 if the list does not include it, empty if no channel returned it. */
    Map<String, Integer> ranks(FullQuotaResult result, String contentId) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        if (result.contains(contentId)) {
            blends.forEach((name, blend) -> ranks.put(name, result.rank(contentId, blend)));
        }
        return ranks;
    }
}
