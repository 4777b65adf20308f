package io.graphrecall.service.channel;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.snapshot.LiveVector;
import io.graphrecall.service.snapshot.ServingSpace;

import java.util.Map;

/**
 * The contents of a space that match a user's vector best, newer ones among them, compared alike. Only positive scores
 * count: what scores less is less likely than most.
 */
final class NearestContents {

    private NearestContents() {}

    static ChannelAnswer to(float[] user, RecallQuery query, ServingSpace space, Reasons reasons) {
        float[] asked = space.prepared(user);
        if (asked == null) {
            return ChannelAnswer.NOTHING;
        }
        ContentFilter filter = query.filter();
        int[] passed = new int[ContentFilter.FILTERED + 1];
        SparseVector best = space.index().search(asked, query.size(), content -> accepts(filter, content, passed));
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        for (int i = 0; i < best.size(); i++) {
            top.offer(best.ordinals()[i], best.weights()[i]);
        }
        for (Map.Entry<Integer, LiveVector> newer : query.snapshot().overlay().vectors(space.name()).entrySet()) {
            float score = newer.getValue().score(asked);
            if (score > 0 && top.wants(score) && accepts(filter, newer.getKey(), passed)) {
                top.offer(newer.getKey(), score);
            }
        }
        return new ChannelAnswer(
                top.contents(), top.scores(), reasons, passed[ContentFilter.SEEN], passed[ContentFilter.FILTERED]);
    }

    /** @param passed counts verdicts */
    private static boolean accepts(ContentFilter filter, int content, int[] passed) {
        int verdict = filter.verdict(content);
        passed[verdict]++;
        return verdict == ContentFilter.ACCEPTED;
    }
}
