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

    private final int lists;
    private final int[] contents;
    private final int[] ranks;
    private int size;

    CandidatePool(List<ChannelList> channels) {
        lists = channels.size();
        int most = channels.stream().mapToInt(ChannelList::size).sum();
        contents = new int[most];
        ranks = new int[most * lists];
        Arrays.fill(ranks, ABSENT);
        IntIntHashMap slots = new IntIntHashMap(most);
        for (int list = 0; list < lists; list++) {
            ChannelList channel = channels.get(list);
            for (int rank = 0; rank < channel.size(); rank++) {
                int content = channel.answer().contents()[rank];
                int slot = slots.getOrDefault(content, size);
                if (slot == size) {
                    slots.put(content, slot);
                    contents[size++] = content;
                }
                ranks[slot * lists + list] = rank;
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
        return ranks[slot * lists + list];
    }
}
