package io.graphrecall.pipeline.channel.interest;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.FilteredTop;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/**
 * New contents, ranked by age and interests: {@code score(c) = 0.5^(age / half-life) * (1 + affinity(c))}. Affinity is the
 * inner product of interests and features, divided by the largest among the new contents. Because a content without
 * affinity has a score too, every user explores. Off if timestamps give only an order. Cost: the scanned contents and the
 * overlay.
 */
public final class FreshChannel implements RecallChannel {

    public static final ServingModule.Factory MODULE = ServingModule.Factory.with(
            FreshSettings.SECTION,
            (settings, context) -> ServingModule.of(new FreshChannel(settings, context.boards())));

    private final FreshSettings settings;
    private final ScoreBoards boards;

    public FreshChannel(FreshSettings settings, ScoreBoards boards) {
        this.settings = settings;
        this.boards = boards;
    }

    @Override
    public String id() {
        return "fresh";
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.timestamps() == DataSet.Timestamps.REAL
                ? null
                : "the timestamps of the data set give only an order";
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        return newContents(query).length == 0 ? "no content was published within recall.channels.fresh.window" : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        int[] contents = newContents(query);
        float[] affinity = FeatureMatch.affinity(query, contents, boards);
        double decay = -Math.log(2) / settings.halfLife().toMillis();
        FilteredTop top = new FilteredTop(query);
        for (int i = 0; i < contents.length; i++) {
            double ageMs = Math.max(0, query.now() - query.snapshot().publishedAt(contents[i]));
            top.offer(contents[i], (float) (Math.exp(decay * ageMs) * (1 + affinity[i])));
        }
        return top.result(Reasons.NONE);
    }

    /** Returns those of the overlay, then the newest of the generation. */
    private int[] newContents(RecallQuery query) {
        ServingSnapshot snapshot = query.snapshot();
        IntArrayList fresh = new IntArrayList();
        long oldest = query.now() - settings.window().toMillis();
        IntPredicate eligible = query.filter().eligible();
        for (LiveContent content : snapshot.overlay().contents()) {
            if (content.publishedAt() >= oldest && eligible.test(content.ordinal())) {
                fresh.add(content.ordinal());
            }
        }
        int limit = fresh.size() + settings.scanned();
        for (int content : snapshot.byPublication()) {
            long published = snapshot.tables().publishedAt()[content];
            if (published < oldest || fresh.size() == limit) {
                break;
            }
            if (eligible.test(content) && !snapshot.overlay().replaces(content)) {
                fresh.add(content);
            }
        }
        return fresh.toArray();
    }
}
