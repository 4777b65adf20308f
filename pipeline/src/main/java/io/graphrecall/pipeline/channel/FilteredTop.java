package io.graphrecall.pipeline.channel;

import io.graphrecall.pipeline.filter.ContentFilter;

/**
 * The best contents of a query that its filter accepts, and counts of the others. The filter is applied only to contents
 * that are among the best so far. Not thread-safe.
 */
public final class FilteredTop {

    private final ContentFilter filter;
    private final TopContents top;
    private int seen;
    private int filtered;

    public FilteredTop(RecallQuery query) {
        filter = query.filter();
        top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
    }

    /** Returns true if a content with this score may be among the best of those offered so far. */
    public boolean accepts(float score) {
        return top.accepts(score);
    }

    /**
     * Offers a content.
     *
     * @param score positive
     * @return true if the filter accepts the content and its score may be among the best
     */
    public boolean offer(int content, float score) {
        if (!top.accepts(score)) {
            return false;
        }
        switch (filter.verdict(content)) {
            case ContentFilter.ACCEPTED -> {
                top.offer(content, score);
                return true;
            }
            case ContentFilter.SEEN -> seen++;
            default -> filtered++;
        }
        return false;
    }

    public ChannelResult result(Reasons reasons) {
        return new ChannelResult(top.contents(), top.scores(), reasons, seen, filtered);
    }
}
