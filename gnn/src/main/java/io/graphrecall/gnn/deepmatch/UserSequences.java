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

    /** An element and the user's action on it. */
    public record Step(ElementVectors.Element element, Action action) {}

    List<Step> of(SequenceKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }
}
