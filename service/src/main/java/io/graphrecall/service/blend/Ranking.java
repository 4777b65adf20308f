package io.graphrecall.service.blend;

import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.live.ServingSnapshot;

import java.util.Arrays;

/** Puts candidates in order: the higher score first, equal scores by the tie break. */
final class Ranking {

    private Ranking() {}

    static int[] of(CandidatePool pool, double[] scores, TieBreak tieBreak, ServingSnapshot snapshot) {
        // One long a candidate: the score's bits as a float above, its slot below. Equal floats are put right after.
        long[] keys = new long[scores.length];
        for (int slot = 0; slot < keys.length; slot++) {
            keys[slot] = ((long) Float.floatToRawIntBits((float) scores[slot]) << 32) | slot;
        }
        Arrays.sort(keys);
        int[] ranking = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            ranking[i] = (int) keys[keys.length - 1 - i];
        }
        breakTies(ranking, pool, scores, tieBreak, snapshot);
        return ranking;
    }

    private static void breakTies(
            int[] ranking, CandidatePool pool, double[] scores, TieBreak tieBreak, ServingSnapshot snapshot) {
        int start = 0;
        while (start < ranking.length) {
            int end = start + 1;
            while (end < ranking.length && (float) scores[ranking[end]] == (float) scores[ranking[start]]) {
                end++;
            }
            if (end - start > 1) {
                long[] keys = new long[end - start];
                for (int i = start; i < end; i++) {
                    long rank = tieBreak.rank(snapshot.contentHash(pool.content(ranking[i])));
                    keys[i - start] = (rank << 32) | ranking[i];
                }
                Arrays.sort(keys);
                for (int i = start; i < end; i++) {
                    ranking[i] = (int) keys[i - start];
                }
            }
            start = end;
        }
    }
}
