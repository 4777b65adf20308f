package io.graphrecall.service.blend;

import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.snapshot.ServingSnapshot;

/** Sorts candidates by descending score, ties by the tie break. */
final class Ranking {

    private Ranking() {}

    static int[] of(CandidatePool pool, double[] scores, TieBreak tieBreak, ServingSnapshot snapshot) {
        long[] entries = new long[scores.length];
        for (int slot = 0; slot < entries.length; slot++) {
            entries[slot] = TieBreak.entry((float) scores[slot], slot);
        }
        tieBreak.sort(entries, entries.length, slot -> snapshot.contentHash(pool.content(slot)));
        int[] ranking = new int[entries.length];
        for (int i = 0; i < entries.length; i++) {
            ranking[i] = (int) entries[entries.length - 1 - i];
        }
        return ranking;
    }
}
