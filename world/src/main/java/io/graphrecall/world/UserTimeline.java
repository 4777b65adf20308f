package io.graphrecall.world;

import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The events of one user at a time, up to a number. Not thread-safe. */
final class UserTimeline {

    /**
     * Where an event happens.
     *
     * @param query what was searched for, or null
     */
    record Setting(String scene, @Nullable String requestId, @Nullable String query) {}

    private final EventOrder order;
    private int user;
    private int room;
    private int written;
    private int requests;

    UserTimeline(EventOrder order) {
        this.order = order;
    }

    /** A user begins, who has so many events. */
    void begin(int number, int events) {
        user = number;
        room = events;
        written = 0;
        requests = 0;
    }

    boolean full() {
        return written >= room;
    }

    int left() {
        return room - written;
    }

    String newRequest() {
        return "r" + Integer.toString(user, 36) + "-" + Integer.toString(requests++, 36);
    }

    /**
     * Notes an event, unless the user's number is reached. Events on items get no identity: the loader computes theirs.
     *
     * @param dwellMs negative for none
     * @return the event's identity, or null where it was not noted
     */
    @Nullable
    String add(long at, Action action, String target, long dwellMs, Setting setting) {
        if (full()) {
            return null;
        }
        String id = "e" + Integer.toString(user, 36) + "-" + Integer.toString(written, 36);
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean search = action == Action.SEARCH;
        String targetField = search ? "query" : action.target().keyProperty();
        if (!targetField.equals("item_id")) {
            fields.put("event_id", id);
        }
        fields.put("user_id", Population.id(user));
        fields.put("action", action.wireName());
        fields.put(targetField, target);
        fields.put("timestamp", Instant.ofEpochMilli(at).toString());
        if (dwellMs >= 0) {
            fields.put("dwell_ms", dwellMs);
        }
        fields.put("scene", setting.scene());
        if (setting.query() != null && !search) {
            fields.put("query", setting.query());
        }
        if (setting.requestId() != null) {
            fields.put("request_id", setting.requestId());
        }
        try {
            order.add(at, user, written++, JsonLinesWriter.line(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return id;
    }
}
