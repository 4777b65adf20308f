package io.graphrecall.world;

import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Event log of the current user, with a maximum number of events. Not thread-safe. */
final class UserLog {

    /**
     * Context of an event.
     *
     * @param query search query of the request, or null
     */
    record Context(String scene, @Nullable String requestId, @Nullable String query) {}

    private final EventSorter sorter;
    private int user;
    private int maxEvents;
    private int written;
    private int requests;

    UserLog(EventSorter sorter) {
        this.sorter = sorter;
    }

    /**
     * Starts the log of a user.
     *
     * @param events maximum number of events
     */
    void begin(int number, int events) {
        user = number;
        maxEvents = events;
        written = 0;
        requests = 0;
    }

    boolean isFull() {
        return written >= maxEvents;
    }

    int remaining() {
        return maxEvents - written;
    }

    String newRequest() {
        return "r" + Integer.toString(user, 36) + "-" + Integer.toString(requests++, 36);
    }

    /**
     * Logs an event, unless the maximum is reached. Events on items have no id; the loader computes it.
     *
     * @param dwellMs dwell time in milliseconds; negative for none
     * @return event id, or null if the event was not logged
     */
    @Nullable
    String add(long at, Action action, String target, long dwellMs, Context context) {
        if (isFull()) {
            return null;
        }
        String id = "e" + Integer.toString(user, 36) + "-" + Integer.toString(written, 36);
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean search = action == Action.SEARCH;
        String targetField = search ? "query" : action.target().keyProperty();
        if (!targetField.equals("item_id")) {
            fields.put("event_id", id);
        }
        fields.put("user_id", UserGenerator.id(user));
        fields.put("action", action.wireName());
        fields.put(targetField, target);
        fields.put("timestamp", Instant.ofEpochMilli(at).toString());
        if (dwellMs >= 0) {
            fields.put("dwell_ms", dwellMs);
        }
        fields.put("scene", context.scene());
        if (context.query() != null && !search) {
            fields.put("query", context.query());
        }
        if (context.requestId() != null) {
            fields.put("request_id", context.requestId());
        }
        try {
            sorter.add(at, user, written++, JsonLinesWriter.line(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return id;
    }
}
