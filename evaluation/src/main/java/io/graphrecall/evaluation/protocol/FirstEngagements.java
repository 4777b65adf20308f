package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.NodeKey;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** First positive engagement of a user with each content. Only these can be targets. */
final class FirstEngagements {

    private FirstEngagements() {}

    /** Selects the first engagements among the events of a user and keeps their order. */
    static List<LoggedEvent> of(List<LoggedEvent> events) {
        Set<NodeKey> known = new HashSet<>();
        return events.stream().filter(event -> event.positive() && known.add(event.target())).toList();
    }
}
