package io.graphrecall.service.channel;

import io.graphrecall.service.filter.ContentFilter;

/** The best of contents that come in descending order of score, so that a walk can end early. Not thread-safe. */
final class WalkedContents {

    private final RecallQuery query;
    private final TopContents top;
    private int seen;
    private int filtered;

    WalkedContents(RecallQuery query) {
        this.query = query;
        top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
    }

    /** @return false once no content of this score or a lower one can be among the best */
    boolean offer(int content, float score) {
        if (!top.wants(score)) {
            return false;
        }
        switch (query.filter().verdict(content)) {
            case ContentFilter.ACCEPTED -> top.offer(content, score);
            case ContentFilter.SEEN -> seen++;
            default -> filtered++;
        }
        return true;
    }

    ChannelAnswer answer() {
        return new ChannelAnswer(top.contents(), top.scores(), Reasons.NONE, seen, filtered);
    }
}
