package io.graphrecall.service.channel;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.snapshot.LiveContent;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.time.Duration;
import java.util.List;

/**
 * New contents, those near the user's interests first: {@code score(c) = 0.5^(age / half-life) * (1 + affinity(c))},
 * where affinity is the inner product of interests and features, scaled by the largest among the new ones. Everyone
 * gets some new contents, liked topic or not: exploration. Off where times only tell an order.
 */
public final class FreshChannel implements RecallChannel {

    private static final List<FeatureSpace> SPACES = List
            .of(FeatureSpace.TAG, FeatureSpace.CATEGORY, FeatureSpace.ATTRIBUTE);

    private final Duration window;
    private final Duration halfLife;
    private final int scanned;
    private final ScoreBoards boards;

    /**
     * @param window   older contents are not new any more
     * @param halfLife after which newness counts half
     * @param scanned  at most so many of the newest contents are looked at in one request
     */
    public FreshChannel(Duration window, Duration halfLife, int scanned, ScoreBoards boards) {
        this.window = window;
        this.halfLife = halfLife;
        this.scanned = scanned;
        this.boards = boards;
    }

    @Override
    public String id() {
        return "fresh";
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return snapshot.timestamps() == DataSet.Timestamps.REAL;
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        int[] contents = newContents(query);
        float[] affinity = affinity(query, contents);
        double decay = -Math.log(2) / halfLife.toMillis();
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        int seen = 0;
        int filtered = 0;
        for (int i = 0; i < contents.length; i++) {
            double ageMs = Math.max(0, query.now() - query.snapshot().publishedAt(contents[i]));
            float score = (float) (Math.exp(decay * ageMs) * (1 + affinity[i]));
            if (top.wants(score)) {
                switch (query.filter().verdict(contents[i])) {
                    case ContentFilter.ACCEPTED -> top.offer(contents[i], score);
                    case ContentFilter.SEEN -> seen++;
                    default -> filtered++;
                }
            }
        }
        return new ChannelAnswer(top.contents(), top.scores(), Reasons.NONE, seen, filtered);
    }

    /** Those of the overlay, then the newest of the generation. */
    private int[] newContents(RecallQuery query) {
        ServingSnapshot snapshot = query.snapshot();
        IntArrayList fresh = new IntArrayList();
        long oldest = query.now() - window.toMillis();
        for (LiveContent content : snapshot.overlay().contents()) {
            if (content.publishedAt() >= oldest && content.publishedAt() <= query.now()) {
                fresh.add(content.content());
            }
        }
        int limit = fresh.size() + scanned;
        for (int content : snapshot.byPublication()) {
            long published = snapshot.tables().publishedAt()[content];
            if (published < oldest || fresh.size() == limit) {
                break;
            }
            if (published <= query.now() && !snapshot.overlay().replaces(content)) {
                fresh.add(content);
            }
        }
        return fresh.toArray();
    }

    /** One a content, in [0, 1]. */
    private float[] affinity(RecallQuery query, int[] contents) {
        float[] affinity = new float[contents.length];
        FeatureMatch.ofInterests(query, SPACES, boards).forEach(match -> match.addTo(affinity, contents));
        float largest = 0;
        for (float one : affinity) {
            largest = Math.max(largest, one);
        }
        for (int i = 0; i < affinity.length && largest > 0; i++) {
            affinity[i] /= largest;
        }
        return affinity;
    }
}
