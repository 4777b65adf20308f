package io.graphrecall.retrieval;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Popularity of contents by the number of users who engaged with them positively. */
public final class ContentPopularity {

    private static final int HEAD_DIVISOR = 5;

    private ContentPopularity() {}

    /** Returns ln(1 + positives) of each content; negative numbers count as 0. */
    public static float[] logarithms(int[] positives) {
        float[] logarithms = new float[positives.length];
        for (int content = 0; content < logarithms.length; content++) {
            logarithms[content] = (float) Math.log1p(Math.max(0, positives[content]));
        }
        return logarithms;
    }

    /** Returns the top 20 % of the contents by popularity; of equals, the first ones. The others are the tail. */
    public static BitSet head(float[] popularity) {
        BitSet head = new BitSet();
        IntStream.range(0, popularity.length).boxed()
                .sorted(Comparator.comparing((Integer content) -> popularity[content]).reversed())
                .limit(popularity.length / HEAD_DIVISOR).forEach(head::set);
        return head;
    }
}
