package io.graphrecall.pipeline.channel.vector;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.TopContents;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;

import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Contents of an embedding space with the highest positive scores for a user's vector. Cost: a search of the generation's
 * index, which scans all vectors of a small space, and a scan of the overlay.
 */
public final class VectorSearch {

    private VectorSearch() {}

    /** @return empty if the vector has another dimension than the space, or no direction */
    public static ChannelResult search(float[] user, RecallQuery query, ServingSpace space, Reasons reasons) {
        return search(user, query, space, Float.MIN_VALUE, reasons);
    }

    /**
     * @param minimum lowest score of a result, above 0
     * @return empty if the vector has another dimension than the space, or no direction
     */
    public static ChannelResult search(
            float[] user, RecallQuery query, ServingSpace space, float minimum, Reasons reasons) {
        float[] prepared = space.prepared(user);
        if (prepared == null) {
            return ChannelResult.NOTHING;
        }
        ContentFilter filter = query.filter();
        int[] verdicts = new int[ContentFilter.FILTERED + 1];
        IntHashSet rejected = new IntHashSet();
        IntPredicate accept = content -> {
            int verdict = filter.verdict(content);
            if (verdict != ContentFilter.ACCEPTED && rejected.add(content)) {
                verdicts[verdict]++;
            }
            return verdict == ContentFilter.ACCEPTED;
        };
        SparseVector best = space.index().search(prepared, query.size(), accept);
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        for (int i = 0; i < best.size() && best.weights()[i] >= minimum; i++) {
            top.offer(best.ordinals()[i], best.weights()[i]);
        }
        for (Map.Entry<Integer, LiveVector> live : query.snapshot().overlay().vectors(space.name()).entrySet()) {
            float score = live.getValue().score(prepared);
            if (score >= minimum && top.accepts(score) && accept.test(live.getKey())) {
                top.offer(live.getKey(), score);
            }
        }
        return new ChannelResult(
                top.contents(), top.scores(), reasons, verdicts[ContentFilter.SEEN],
                verdicts[ContentFilter.FILTERED]);
    }
}
