package io.graphrecall.pipeline.channel.behaviour;

import io.graphrecall.blend.ChannelList;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.FilteredTop;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;

/**
 * Contents that many users engaged with lately, the same for every user, and then those without engagements in no order:
 * the fallback that is never empty. Cost: the contents up to the last accepted one.
 */
public final class PopularChannel implements RecallChannel {

    @Override
    public String id() {
        return "popular";
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        FilteredTop top = new FilteredTop(query);
        offerAll(query.snapshot(), top);
        return top.result(Reasons.NONE);
    }

    @Override
    public boolean runsLate() {
        return true;
    }

    private static void offerAll(ServingSnapshot snapshot, FilteredTop top) {
        float[] popularity = snapshot.tables().popularity();
        for (int content : snapshot.byPopularity()) {
            float score = Math.max(popularity[content], ChannelList.FILLER);
            if (!top.accepts(score)) {
                return;
            }
            top.offer(content, score);
        }
        for (LiveContent content : snapshot.overlay().newContents()) {
            top.offer(content.ordinal(), ChannelList.FILLER);
        }
    }
}
