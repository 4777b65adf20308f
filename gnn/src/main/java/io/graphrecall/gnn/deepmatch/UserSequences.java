package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.schema.Action;

import java.util.List;
import java.util.Map;

/**
 * What a user did lately, as the model reads it.
 *
 * @param byKind the steps of each kind, the oldest first
 */
public record UserSequences(Map<SequenceKind, List<Step>> byKind) {

    public UserSequences {
        byKind = Map.copyOf(byKind);
    }

    /** An element and what was done with it. */
    public record Step(ElementVectors.Element element, Action action) {}

    List<Step> of(SequenceKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }
}
