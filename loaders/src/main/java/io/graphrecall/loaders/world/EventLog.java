package io.graphrecall.loaders.world;

import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of one day, gathered in any order and written in the order of their times. */
final class EventLog {

    /**
     * Where an event happens.
     *
     * @param query what was searched for, or null
     */
    record Place(String scene, @Nullable String requestId, @Nullable String query) {}

    private record Event(long at, Map<String, Object> fields) {}

    private final JsonLinesWriter out;
    private final List<Event> day = new ArrayList<>();
    private int room;
    private long written;

    EventLog(JsonLinesWriter out) {
        this.out = out;
    }

    /** A day begins that has so many events. */
    void begin(int events) {
        room = events;
    }

    boolean full() {
        return day.size() >= room;
    }

    /**
     * Notes an event, unless the day is full.
     *
     * @param dwellMs negative for none
     */
    void add(long at, SimulatedUser user, Action action, String target, long dwellMs, Place place) {
        if (full()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean shop = switch (action.target()) {
            case ITEM -> true;
            case CONTENT, QUERY -> false;
            case USER, TAG, CATEGORY, ATTRIBUTE, CLUSTER -> throw new IllegalArgumentException("no target: " + action);
        };
        if (!shop) {
            fields.put("event_id", "e" + Long.toString(written + day.size(), 36));
        }
        fields.put("user_id", user.id());
        fields.put("action", action.wireName());
        fields.put(action == Action.SEARCH ? "query" : action.target().keyProperty(), target);
        fields.put("timestamp", Instant.ofEpochMilli(at).toString());
        if (dwellMs >= 0) {
            fields.put("dwell_ms", dwellMs);
        }
        fields.put("scene", place.scene());
        if (place.query() != null && action != Action.SEARCH) {
            fields.put("query", place.query());
        }
        if (place.requestId() != null) {
            fields.put("request_id", place.requestId());
        }
        day.add(new Event(at, fields));
    }

    /** The day ends: its events are written. */
    void end() throws IOException {
        day.sort(Comparator.comparingLong(Event::at));
        for (Event event : day) {
            out.write(event.fields());
        }
        written += day.size();
        day.clear();
    }
}
