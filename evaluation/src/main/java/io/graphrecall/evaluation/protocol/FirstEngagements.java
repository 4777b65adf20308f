package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.NodeKey;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first positive engagements of one user with each content: all that may become targets. */
final class FirstEngagements {

    private FirstEngagements() {}

    /** Those among the events of a user, in the same order. */
    static List<LoggedEvent> of(List<LoggedEvent> events) {
        Set<NodeKey> known = new HashSet<>();
        return events.stream().filter(event -> event.positive() && known.add(event.target())).toList();
    }
}
