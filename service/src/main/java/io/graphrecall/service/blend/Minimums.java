package io.graphrecall.service.blend;

import java.util.List;

/**
 * Cuts a ranking to size, but so that every channel keeps its minimum: the best {@code min} candidates of each channel
 * stay in, in their place, and the lowest of the others make room.
 */
final class Minimums {

    private Minimums() {}

    /** @return slots, in the ranking's order */
    static int[] keep(int[] ranking, CandidatePool pool, List<ChannelList> channels, int size) {
        boolean[] kept = new boolean[pool.size()];
        int left = 0;
        for (int list = 0; list < channels.size(); list++) {
            int[] slots = pool.slots(list);
            int min = Math.min(channels.get(list).share().min(), slots.length);
            for (int rank = 0; rank < min; rank++) {
                left += kept[slots[rank]] ? 0 : 1;
                kept[slots[rank]] = true;
            }
        }
        int[] chosen = new int[Math.min(size, ranking.length)];
        int count = 0;
        for (int slot : ranking) {
            if (count == chosen.length) {
                break;
            }
            if (kept[slot]) {
                left--;
                chosen[count++] = slot;
            } else if (count + left < chosen.length) {
                chosen[count++] = slot;
            }
        }
        return chosen;
    }
}
