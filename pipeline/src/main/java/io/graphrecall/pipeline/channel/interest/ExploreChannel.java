package io.graphrecall.pipeline.channel.interest;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.FilteredTop;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/**
 * Contents that few users have seen yet, so that each gets a chance:
 * {@code score(c) = (1 - exposures(c) / budget) * (1 + affinity(c))}. A content leaves the channel when its budget is
 * used up. Without interests, users get different contents of equal exposure. Cost: the scanned contents and the overlay.
 */
public final class ExploreChannel implements RecallChannel {

    private final int scanned;
    private final ScoreBoards boards;

    /** @param scanned maximum number of contents of the generation that are scored */
    public ExploreChannel(int scanned, ScoreBoards boards) {
        this.scanned = scanned;
        this.boards = boards;
    }

    @Override
    public String id() {
        return "explore";
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.module(Exposures.class) == null ? "exposures are not counted for this generation" : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        Exposures exposures = query.snapshot().module(Exposures.class);
        if (exposures == null) {
            return ChannelResult.NOTHING;
        }
        int[] contents = candidates(query, exposures);
        float[] affinity = FeatureMatch.affinity(query, contents, boards);
        FilteredTop top = new FilteredTop(query);
        for (int i = 0; i < contents.length; i++) {
            float left = exposures.left(contents[i], query.snapshot());
            if (left > 0) {
                top.offer(contents[i], left * (1 + affinity[i]));
            }
        }
        return top.result(Reasons.NONE);
    }

    /** Returns those of the overlay, then those of the generation. */
    private int[] candidates(RecallQuery query, Exposures exposures) {
        ServingSnapshot snapshot = query.snapshot();
        long oldest = exposures.oldest(snapshot, query.now());
        IntPredicate eligible = query.filter().eligible();
        IntArrayList candidates = new IntArrayList();
        for (LiveContent content : snapshot.overlay().contents()) {
            boolean isNew = content.publishedAt() == ServingSnapshot.UNKNOWN_TIME || content.publishedAt() >= oldest;
            if (isNew && eligible.test(content.ordinal())) {
                candidates.add(content.ordinal());
            }
        }
        int start = query.tieBreak().rank(0);
        for (int content : exposures.contents(snapshot, eligible, query.now(), scanned, start)) {
            if (!snapshot.overlay().replaces(content)) {
                candidates.add(content);
            }
        }
        return candidates.toArray();
    }
}
