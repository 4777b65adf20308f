package io.graphrecall.blend;

import java.util.Arrays;

/**
 * Truncates a ranking so that every channel keeps its minimum: the best {@code min} candidates of each channel stay at
 * their ranks, and the lowest of the others are removed.
 */
final class Minimums {

    private final boolean[] required;

    Minimums(CandidatePool pool, BlendInput input) {
        required = new boolean[pool.size()];
        for (int list = 0; list < input.channels().size(); list++) {
            int[] slots = pool.slots(list);
            int min = Math.min(input.channels().get(list).share().min(), slots.length);
            for (int rank = 0; rank < min; rank++) {
                required[slots[rank]] |= input.kept().test(pool.content(slots[rank]));
            }
        }
    }

    /** Returns true if the minimum of a channel requires a candidate. */
    boolean requires(int slot) {
        return required[slot];
    }

    /**
     * @param ranking at least the best {@code size} candidates and the required ones, of those that the result may have
     * @return slots, in the ranking's order
     */
    int[] keep(int[] ranking, int size) {
        int remaining = (int) Arrays.stream(ranking).filter(slot -> required[slot]).count();
        int[] selected = new int[Math.min(size, ranking.length)];
        int kept = 0;
        for (int slot : ranking) {
            if (kept == selected.length) {
                break;
            }
            if (required[slot]) {
                remaining--;
                selected[kept++] = slot;
            } else if (kept + remaining < selected.length) {
                selected[kept++] = slot;
            }
        }
        return selected;
    }
}
