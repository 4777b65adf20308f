package io.graphrecall.loaders.dataset;

import com.carrotsearch.hppc.LongLongHashMap;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Statistics and anomalies of the events of a data set. */
final class EventStatistics {

    /** Earlier times are probably in another unit, or broken. */
    private static final Instant EARLIEST_PLAUSIBLE = Instant.parse("1990-01-01T00:00:00Z");

    /** Share of events at the time of the previous one above which it is reported. */
    private static final double MIN_TIED_SHARE = 0.2;

    private static final String REMEDY = "models learn only from events with an earlier time; if the lines are in order, give "
            + "each event its line number as timestamp, and set in dataset.json \"timestamps\": \"order-only\"";

    private final DataSet.Timestamps timestamps;
    private final Instant now;
    private final Map<Action, Long> actions = new EnumMap<>(Action.class);
    private final Map<String, Long> fields = new HashMap<>();
    private final HashedCounter users = new HashedCounter();
    private final HashedCounter targets = new HashedCounter();
    /** Time of the previous engagement with a content or an item by hash of the user. */
    private final LongLongHashMap previous = new LongLongHashMap();
    /** Hash of the target of that engagement by hash of the user. */
    private final LongLongHashMap previousTargets = new LongLongHashMap();
    private long engagements;
    private long tied;
    private long shortDwells;
    private long implausible;
    private long future;
    private @Nullable Instant first;
    private @Nullable Instant last;

    EventStatistics(DataSet.Timestamps timestamps, Instant now) {
        this.timestamps = timestamps;
        this.now = now;
    }

    /** Counts an event. Returns true if it is the first of its user. */
    boolean addUser(BehaviourEvent event) {
        Long dwellMs = event.dwellMs();
        count("dwell_ms", dwellMs != null);
        shortDwells += dwellMs != null && dwellMs < 1000 ? 1 : 0;
        count("scene", event.scene() != null);
        count("query", event.query() != null);
        count("request_id", event.requestId() != null);
        actions.merge(event.action(), 1L, Long::sum);
        Instant at = event.at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        implausible += at.isBefore(EARLIEST_PLAUSIBLE) ? 1 : 0;
        future += at.isAfter(now) ? 1 : 0;
        if (event.action() != Action.IMPRESSION && event.action() != Action.SEARCH) {
            addEngagement(event);
        }
        return users.add(event.user().key());
    }

    /**
     * Counts an engagement, and whether the previous one of the user has the same time. A like of the content that was clicked
     * may have the time of the click, and so may the clicks of a search have the time of the search.
     */
    private void addEngagement(BehaviourEvent event) {
        long user = HashedCounter.hash(event.user().key());
        long target = HashedCounter.hash(targetName(event));
        long millis = event.at().toEpochMilli();
        engagements++;
        tied += previous.getOrDefault(user, Long.MIN_VALUE) == millis && previousTargets.get(user) != target ? 1 : 0;
        previous.put(user, millis);
        previousTargets.put(user, target);
    }

    private static String targetName(BehaviourEvent event) {
        return event.target().label().label() + " " + event.target().key();
    }

    /** Counts the target of an event. Returns true if it is the first event on that target. */
    boolean addTarget(BehaviourEvent event) {
        return targets.add(targetName(event));
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
        warnings.concentration(users, "user");
        warnings.concentration(targets, "target");
        if (timestamps == DataSet.Timestamps.REAL) {
            warnings.count(implausible, "event is", "events are", " before 1990; check the unit of the times");
            warnings.count(future, "event is", "events are", " in the future, by at most one day");
        }
        if (users.total() > 1 && first != null && first.equals(last)) {
            warnings.add("all events have the same time; " + REMEDY);
        } else if (tied > MIN_TIED_SHARE * engagements) {
            warnings.add("%.0f %% of the engagements have the same time as the user's previous one; " + REMEDY,
                    100.0 * tied / engagements);
        }
        long dwells = fields.getOrDefault("dwell_ms", 0L);
        if (dwells >= 20 && shortDwells >= 0.9 * dwells) {
            warnings.add("%.0f %% of the dwell times are below one second; check that dwell_ms is in milliseconds",
                    100.0 * shortDwells / dwells);
        }
        if (actions.keySet().stream().noneMatch(Action::positive)) {
            warnings.add("no event is a positive engagement with a content; behaviour channels will recall nothing");
        }
        if (users.distinct() >= 10 && users.median() == 1) {
            warnings.add("most users have a single event");
        }
    }

    private void count(String field, boolean present) {
        if (present) {
            fields.merge(field, 1L, Long::sum);
        }
    }
}
