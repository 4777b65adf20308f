package io.graphrecall.service.blend;

import java.util.List;

/**
 * Truncates a ranking so that every channel keeps its minimum: the best {@code min} candidates of each channel stay at
 * their ranks, and the lowest of the others are removed.
 */
final class Minimums {

    private Minimums() {}

    /** @return slots, in the ranking's order */
    static int[] keep(int[] ranking, CandidatePool pool, List<ChannelList> channels, int size) {
        boolean[] kept = new boolean[pool.size()];
        int remaining = 0;
        for (int list = 0; list < channels.size(); list++) {
            int[] slots = pool.slots(list);
            int min = Math.min(channels.get(list).share().min(), slots.length);
            for (int rank = 0; rank < min; rank++) {
                remaining += kept[slots[rank]] ? 0 : 1;
                kept[slots[rank]] = true;
            }
        }
        int[] selected = new int[Math.min(size, ranking.length)];
        int count = 0;
        for (int slot : ranking) {
            if (count == selected.length) {
                break;
            }
            if (kept[slot]) {
                remaining--;
                selected[count++] = slot;
            } else if (count + remaining < selected.length) {
                selected[count++] = slot;
            }
        }
        return selected;
    }
}
