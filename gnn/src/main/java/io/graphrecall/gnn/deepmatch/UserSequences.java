package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.schema.Action;

import java.util.List;
import java.util.Map;

/**
 * Recent sequences of a user with encoded elements.
 *
 * @param byKind steps of each kind, oldest first
 */
public record UserSequences(Map<SequenceKind, List<Step>> byKind) {

    public UserSequences {
        byKind = Map.copyOf(byKind);
    }

    /**
     * An element and the user's engagement with it.
     *
     * @param ageMs   time since the engagement, milliseconds
     * @param dwellMs dwell time in milliseconds; negative for unknown
     */
    public record Step(ElementVectors.Element element, Action action, long ageMs, long dwellMs) {}

    List<Step> of(SequenceKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }
}
