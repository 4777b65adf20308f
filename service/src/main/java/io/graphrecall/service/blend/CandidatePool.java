package io.graphrecall.service.blend;

import com.carrotsearch.hppc.IntIntHashMap;

import java.util.Arrays;
import java.util.List;

/**
 * Every candidate of some lists once, in slots from 0 up, with its rank in each of them. Slots are given in the order of
 * lists and ranks. Not thread-safe.
 */
public final class CandidatePool {

    /** The rank of a candidate that a list does not hold. */
    public static final int ABSENT = -1;

    private final int[] contents;
    /** By list and slot. */
    private final int[][] ranks;
    /** By list and rank. */
    private final int[][] slots;
    private final IntIntHashMap slotOf;
    private int size;

    public CandidatePool(List<ChannelList> channels) {
        int lists = channels.size();
        int most = channels.stream().mapToInt(ChannelList::size).sum();
        contents = new int[most];
        slots = new int[lists][];
        slotOf = new IntIntHashMap(most);
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

    public int size() {
        return size;
    }

    /** The content ordinal of a candidate. */
    int content(int slot) {
        return contents[slot];
    }

    /** The candidate's rank in a list, from 0 up, or {@link #ABSENT}. */
    int rank(int slot, int list) {
        return ranks[list][slot];
    }

    /** The slot of a content, or {@link #ABSENT} where no list holds it. */
    public int slot(int content) {
        return slotOf.getOrDefault(content, ABSENT);
    }

    /** The slots of a list's candidates, by rank. Not to be changed. */
    public int[] slots(int list) {
        return slots[list];
    }
}
