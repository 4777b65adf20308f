package io.graphrecall.blend.fit;

import io.graphrecall.blend.CandidateFeatures;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;

/**
 * Candidates of one validation request with their features and the one that is the target.
 *
 * @param candidates features of the candidates
 * @param target     slot of the target
 */
record LabelledCandidates(CandidateFeatures candidates, int target) implements ConditionalLogit.Request {

    @Override
    public float[] rows() {
        return candidates.rows();
    }

    /**
     * Returns the candidates that remain if a channel is removed, with the features of the other channels.
     *
     * @param channel position of the channel
     * @return null if no other channel returned the target
     */
    @Nullable
    LabelledCandidates without(int channel) {
        BitSet remaining = candidates.returnedByOthers(channel);
        return remaining.get(target)
                ? new LabelledCandidates(candidates.without(channel), remaining.get(0, target).cardinality())
                : null;
    }
}
