package io.graphrecall.service.blend;

import com.carrotsearch.hppc.IntIntHashMap;

import java.util.Arrays;
import java.util.List;

/**
 * Every candidate of some lists once, in slots from 0 up, with its rank in each of them. Slots are given in the order of
 * lists and ranks. Not thread-safe.
 */
final class CandidatePool {

    /** The rank of a candidate that a list does not hold. */
    static final int ABSENT = -1;

    private final int[] contents;
    /** By list and slot. */
    private final int[][] ranks;
    /** By list and rank. */
    private final int[][] slots;
    private int size;

    CandidatePool(List<ChannelList> channels) {
        int lists = channels.size();
        int most = channels.stream().mapToInt(ChannelList::size).sum();
        contents = new int[most];
        slots = new int[lists][];
        IntIntHashMap slotOf = new IntIntHashMap(most);
        for (int list = 0; list < lists; list++) {
            ChannelList channel = channels.get(list);
            slots[list] = new int[channel.size()];
            for (int rank = 0; rank < channel.size(); rank++) {
                int content = channel.answer().contents()[rank];
                int slot = slotOf.getOrDefault(content, size);
                if (slot == size) {
                    slotOf.put(content, slot);
                    contents[size++] = content;
                }
                slots[list][rank] = slot;
            }
        }
        ranks = new int[lists][size];
        for (int list = 0; list < lists; list++) {
            Arrays.fill(ranks[list], ABSENT);
            for (int rank = 0; rank < slots[list].length; rank++) {
                ranks[list][slots[list][rank]] = rank;
            }
        }
    }

    int size() {
        return size;
    }

    int content(int slot) {
        return contents[slot];
    }

    /** The candidate's rank in a list, from 0 up, or {@link #ABSENT}. */
    int rank(int slot, int list) {
        return ranks[list][slot];
    }

    /** The slots of a list's candidates, by rank. Not to be changed. */
    int[] slots(int list) {
        return slots[list];
    }
}
