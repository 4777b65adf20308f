package io.graphrecall.service.blend;

import com.carrotsearch.hppc.IntIntHashMap;

import java.util.Arrays;
import java.util.List;

/**
 * The distinct candidates of several lists, numbered by slots from 0, with their rank in each list. Slots follow the order
 * of lists and ranks. Not thread-safe.
 */
public final class CandidatePool {

    /** The rank of a candidate that a list does not contain. */
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
        int capacity = channels.stream().mapToInt(ChannelList::size).sum();
        contents = new int[capacity];
        slots = new int[lists][];
        slotOf = new IntIntHashMap(capacity);
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

    /** Returns the slot of a content, or {@link #ABSENT} if no list contains it. */
    public int slot(int content) {
        return slotOf.getOrDefault(content, ABSENT);
    }

    /** The slots of a list's candidates, by rank. Not to be changed. */
    public int[] slots(int list) {
        return slots[list];
    }
}
