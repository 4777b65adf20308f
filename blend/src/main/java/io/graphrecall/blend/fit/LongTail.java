package io.graphrecall.blend.fit;

import io.graphrecall.blend.RankedContents;

/**
 * Contents outside the 20 % with the highest popularity. Contents that are as popular as the first one outside count in
 * proportion: often most contents have no engagement at all, and none of them is more popular than another.
 *
 * @param popularity relative popularity of the first content outside
 * @param tied       share of the contents with this popularity that are outside
 */
record LongTail(float popularity, double tied) {

    static LongTail of(RankedContents all) {
        int[] contents = all.byPopularity();
        float[] descending = new float[contents.length];
        for (int i = 0; i < contents.length; i++) {
            descending[i] = all.relativePopularity(contents[i]);
        }
        return of(descending);
    }

    /** @param descending relative popularity of all contents, of at least one */
    static LongTail of(float... descending) {
        int head = descending.length / 5;
        int first = head;
        int end = head;
        while (first > 0 && descending[first - 1] == descending[head]) {
            first--;
        }
        while (end < descending.length && descending[end] == descending[head]) {
            end++;
        }
        return new LongTail(descending[head], (double) (end - head) / (end - first));
    }

    /** Returns the share of a content of some popularity that is outside: 0, 1 or that of tied contents. */
    double share(float of) {
        if (of == popularity) {
            return tied;
        }
        return of < popularity ? 1 : 0;
    }
}
