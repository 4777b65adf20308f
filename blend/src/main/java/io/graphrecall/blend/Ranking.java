package io.graphrecall.blend;

import com.carrotsearch.hppc.IntArrayList;

/** Sorts candidates by descending score, ties by the tie break, and leaves out those that exceed a limit. */
final class Ranking {

    private Ranking() {}

    /** Returns the best candidates, as many as the input asks for or more, and those that minimums require. */
    static int[] of(CandidatePool pool, double[] scores, Minimums minimums, BlendInput input) {
        ScoreHistogram histogram = new ScoreHistogram();
        for (int slot = 0; slot < scores.length; slot++) {
            if (input.kept().test(pool.content(slot))) {
                histogram.add((float) scores[slot]);
            }
        }
        float floor = input.limits().isEmpty() ? histogram.floor(input.size()) : 0;
        long[] entries = new long[scores.length];
        int count = 0;
        for (int slot = 0; slot < scores.length; slot++) {
            if ((minimums.requires(slot) || (float) scores[slot] >= floor)
                    && input.kept().test(pool.content(slot))) {
                entries[count++] = TieBreak.entry((float) scores[slot], slot);
            }
        }
        input.tieBreak().sort(entries, count, slot -> input.contents().contentHash(pool.content(slot)));
        int[] ranking = new int[count];
        for (int i = 0; i < count; i++) {
            ranking[i] = (int) entries[count - 1 - i];
        }
        return within(new Limits(input.limits()), ranking, pool, minimums, input.size());
    }

    /** Returns the candidates that exceed no limit: the best, as many as are asked for, and those that minimums require. */
    private static int[] within(Limits limits, int[] ranking, CandidatePool pool, Minimums minimums, int size) {
        if (limits.isEmpty()) {
            return ranking;
        }
        IntArrayList within = new IntArrayList(size);
        for (int slot : ranking) {
            int content = pool.content(slot);
            if ((within.size() < size || minimums.requires(slot)) && limits.exceeded(content) == null) {
                limits.count(content);
                within.add(slot);
            }
        }
        return within.toArray();
    }
}
