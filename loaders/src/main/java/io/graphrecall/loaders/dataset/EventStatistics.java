package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.Tally;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the events of a data set have in common, and what is odd about them. */
final class EventStatistics {

    /** Before it nobody logged behaviour: such times are seconds, or broken. */
    private static final Instant LONG_AGO = Instant.parse("1990-01-01T00:00:00Z");

    private final DataSet.Timestamps timestamps;
    private final Instant now;
    private final Map<Action, Long> actions = new EnumMap<>(Action.class);
    private final Map<String, Long> fields = new HashMap<>();
    private final Tally users = new Tally();
    private final Tally targets = new Tally();
    private long longAgo;
    private long ahead;
    private @Nullable Instant first;
    private @Nullable Instant last;

    EventStatistics(DataSet.Timestamps timestamps, Instant now) {
        this.timestamps = timestamps;
        this.now = now;
    }

    /** Counts an event and tells whether it is the first one of its user. */
    boolean addUser(BehaviourEvent event) {
        count("dwell_ms", event.dwellMs() != null);
        count("scene", event.scene() != null);
        count("query", event.query() != null);
        count("request_id", event.requestId() != null);
        actions.merge(event.action(), 1L, Long::sum);
        Instant at = event.at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        longAgo += at.isBefore(LONG_AGO) ? 1 : 0;
        ahead += at.isAfter(now) ? 1 : 0;
        return users.add(event.user().key());
    }

    /** Counts what an event is about and tells whether it is the first one about that. */
    boolean addTarget(BehaviourEvent event) {
        return targets.add(event.target().label().label() + " " + event.target().key());
    }

    Map<Action, Long> actions() {
        return actions;
    }

    Map<String, Long> fields() {
        return fields;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }

    DataSetProfile.Spread users() {
        return DataSetProfile.Spread.of(users);
    }

    DataSetProfile.Spread targets() {
        return DataSetProfile.Spread.of(targets);
    }

    void warn(Warnings warnings) {
        if (users.total() == 0) {
            return;
        }
        warnings.concentration(users, "user", "events");
        warnings.concentration(targets, "target", "events");
        if (timestamps == DataSet.Timestamps.REAL) {
            warnings.count(longAgo, "%,d events are from before 1990: times are milliseconds, not seconds");
            warnings.count(ahead, "%,d events lie in the future, by a day at most");
            if (users.total() > 1 && first != null && first.equals(last)) {
                warnings.add("all events are at the same time: if only their order counts, dataset.json should say "
                        + "\"timestamps\": \"order-only\"");
            }
        }
        if (actions.keySet().stream().noneMatch(Action::positive)) {
            warnings.add("no event is a positive engagement with a content: behaviour recalls nothing");
        }
        if (users.distinct() >= 10 && users.median() == 1) {
            warnings.add("most users have a single event");
        }
    }

    private void count(String field, boolean there) {
        if (there) {
            fields.merge(field, 1L, Long::sum);
        }
    }
}
