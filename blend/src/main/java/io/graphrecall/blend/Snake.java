package io.graphrecall.blend;

import java.util.List;

/** The turns of {@link Blend#SNAKE}. */
final class Snake {

    private Snake() {}

    /** Returns scores that decrease with the turn in which a candidate was taken. */
    static double[] scores(CandidatePool pool, List<ChannelList> channels) {
        int lists = channels.size();
        int[] next = new int[lists];
        double[] scores = new double[pool.size()];
        int taken = 0;
        for (int round = 0; taken < scores.length; round++) {
            for (int turn = 0; turn < lists; turn++) {
                int list = round % 2 == 0 ? turn : lists - 1 - turn;
                int[] slots = pool.slots(list);
                while (next[list] < slots.length && scores[slots[next[list]]] > 0) {
                    next[list]++;
                }
                if (next[list] < slots.length) {
                    scores[slots[next[list]++]] = 1.0 / ++taken;
                }
            }
        }
        return scores;
    }
}
