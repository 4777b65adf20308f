package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.LiveContent;
import io.graphrecall.service.snapshot.ServingSnapshot;

/** What many users engaged with lately, the same for everyone: the fallback that is never empty. */
public final class PopularChannel implements RecallChannel {

    @Override
    public String id() {
        return "popular";
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        ServingSnapshot snapshot = query.snapshot();
        WalkedContents walked = new WalkedContents(query);
        float[] popularity = snapshot.tables().popularity();
        for (int content : snapshot.byPopularity()) {
            // The smallest positive score keeps what nobody touched behind everything else.
            if (!walked.offer(content, Math.max(popularity[content], Float.MIN_NORMAL))) {
                return walked.answer();
            }
        }
        for (LiveContent content : snapshot.overlay().contents()) {
            if (content.content() >= popularity.length) {
                walked.offer(content.content(), Float.MIN_NORMAL);
            }
        }
        return walked.answer();
    }
}
