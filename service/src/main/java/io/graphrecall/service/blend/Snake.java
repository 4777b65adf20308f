package io.graphrecall.service.blend;

import java.util.List;

/** The turns of {@link Blend#SNAKE}. */
final class Snake {

    private Snake() {}

    /** Each candidate's score falls with the turn it came in at. */
    static double[] scores(CandidatePool pool, List<ChannelList> channels) {
        int lists = channels.size();
        int[][] slots = slotsByRank(pool, channels);
        int[] next = new int[lists];
        double[] scores = new double[pool.size()];
        int taken = 0;
        for (int round = 0; taken < scores.length; round++) {
            for (int turn = 0; turn < lists; turn++) {
                int list = round % 2 == 0 ? turn : lists - 1 - turn;
                while (next[list] < slots[list].length && scores[slots[list][next[list]]] > 0) {
                    next[list]++;
                }
                if (next[list] < slots[list].length) {
                    scores[slots[list][next[list]++]] = 1.0 / ++taken;
                }
            }
        }
        return scores;
    }

    private static int[][] slotsByRank(CandidatePool pool, List<ChannelList> channels) {
        int[][] slots = new int[channels.size()][];
        for (int list = 0; list < slots.length; list++) {
            slots[list] = new int[channels.get(list).size()];
        }
        for (int slot = 0; slot < pool.size(); slot++) {
            for (int list = 0; list < slots.length; list++) {
                int rank = pool.rank(slot, list);
                if (rank != CandidatePool.ABSENT) {
                    slots[list][rank] = slot;
                }
            }
        }
        return slots;
    }
}
