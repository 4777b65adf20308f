package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.PaddedSequences;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** The contents that users had engaged with positively before a target. Thread-safe. */
final class Histories {

    private final PrefixSamples samples;

    Histories(PrefixSamples samples) {
        this.samples = samples;
    }

    /** Those targets that anything positive came before. */
    int[] known(int[] targets) {
        return Arrays.stream(targets).filter(target -> before(target).length > 0).toArray();
    }

    /** Each content once, where it came last, the newest last. */
    int[] before(int target) {
        PrefixSamples.Sequence sequence = samples.sequencesBefore(target).get(SequenceKind.CONTENT);
        if (sequence == null) {
            return new int[0];
        }
        SequencedSet<Integer> newestFirst = new LinkedHashSet<>();
        for (int i = sequence.size() - 1; i >= 0; i--) {
            if (sequence.actions()[i].positive()) {
                newestFirst.add(sequence.elements()[i]);
            }
        }
        return newestFirst.reversed().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Histories of equal length.
     *
     * @param padded is told where contents stand
     * @return the contents by place; where none stands, the first of all
     */
    static int[] padded(int[][] before, PaddedSequences padded) {
        int[] contents = new int[before.length * padded.length()];
        for (int user = 0; user < before.length; user++) {
            for (int i = 0; i < before[user].length; i++) {
                int place = padded.index(user, before[user].length, i);
                contents[place] = before[user][i];
                padded.put(place);
            }
        }
        return contents;
    }
}
