package io.graphrecall.blend;

import com.carrotsearch.hppc.IntIntHashMap;

import java.util.Arrays;
import java.util.List;

/**
 * The distinct candidates of several lists, numbered by slots from 0. Slots follow the order of lists and ranks. Not
 * thread-safe.
 */
public final class CandidatePool {

    /** The rank of a candidate that a list does not contain. */
    public static final int ABSENT = -1;

    private final int[] contents;
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
                int content = channel.contents()[rank];
                int index = slotOf.indexOf(content);
                if (slotOf.indexExists(index)) {
                    slots[list][rank] = slotOf.indexGet(index);
                } else {
                    slotOf.indexInsert(index, content, size);
                    slots[list][rank] = size;
                    contents[size++] = content;
                }
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

    /** Returns the ranks of candidates in each list, from 0 up, or {@link #ABSENT}; one list after another. */
    int[] ranks(int[] selected) {
        int[] positions = new int[size];
        for (int position = 0; position < selected.length; position++) {
            positions[selected[position]] = position + 1;
        }
        int[] ranks = new int[slots.length * selected.length];
        Arrays.fill(ranks, ABSENT);
        for (int list = 0; list < slots.length; list++) {
            for (int rank = 0; rank < slots[list].length; rank++) {
                int position = positions[slots[list][rank]] - 1;
                if (position >= 0) {
                    ranks[list * selected.length + position] = rank;
                }
            }
        }
        return ranks;
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
