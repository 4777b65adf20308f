package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.PaddedSequences;

import java.util.Arrays;
import java.util.List;

/** Contents that a user engaged with positively before a target. Thread-safe. */
record EngagementHistories(PrefixSamples samples) {

    int[] withHistory(int[] targets) {
        return Arrays.stream(targets).filter(target -> before(target).length > 0).toArray();
    }

    /**
     * Returns the history of a target: the newest distinct contents, up to the maximum length of a sequence, the newest
     * last. Each has the position of its last engagement.
     */
    int[] before(int target) {
        List<Integer> newestFirst = samples.eventsBefore(target)
                .filter(event -> samples.behaviour().action(event).positive()).map(samples::content).distinct()
                .limit(samples.maxLength()).boxed().toList();
        return newestFirst.reversed().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Left-pads histories to equal length.
     *
     * @param padding receives the positions of contents
     * @return contents by flat index; content 0 at padding
     */
    static int[] padded(int[][] before, PaddedSequences padding) {
        int[] contents = new int[before.length * padding.length()];
        for (int user = 0; user < before.length; user++) {
            for (int i = 0; i < before[user].length; i++) {
                int index = padding.index(user, before[user].length, i);
                contents[index] = before[user][i];
                padding.put(index);
            }
        }
        return contents;
    }
}
