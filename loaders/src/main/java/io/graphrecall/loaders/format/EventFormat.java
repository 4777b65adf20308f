package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Parser for behaviour events in JSON. Thread-safe. */
public final class EventFormat {

    /**
     * Maximum time by which a real event time may be ahead of the clock. It tolerates wrong device clocks and mixed-up
     * time zones.
     */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofDays(1);

    /** Names of the fields of an event. */
    public static final Set<String> FIELDS = Set.of("event_id", "user_id", "action", "content_id", "item_id", "query",
            "timestamp", "dwell_ms", "scene", "request_id");

    private static final int MAX_ID_LENGTH = 1024;

    private final Clock clock;
    private final DataSet.Timestamps timestamps;

    /**
     * Creates a parser.
     *
     * @param clock      clock that detects future times
     * @param timestamps meaning of event times; order-only times are not checked against the clock
     */
    public EventFormat(Clock clock, DataSet.Timestamps timestamps) {
        this.clock = clock;
        this.timestamps = timestamps;
    }

    /**
     * Parses an event.
     *
     * @param order       line or arrival number
     * @param earlier     number of equal earlier events that are other events, for the identity of one without
     *                    {@code event_id}
     * @param conversions called for each converted value
     * @throws InvalidRecordException with all invalid fields
     */
    public BehaviourEvent parse(JsonNode json, long order, int earlier, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        String id = record.id("event_id", EventFormat::eventId);
        UserId user = record.requiredId("user_id", UserId::new);
        Action action = record.action("action");
        NodeKey target = action == null ? null : target(record, action);
        Instant at = time(record);
        Long dwellMs = record.count("dwell_ms");
        String scene = record.text("scene");
        QueryText query = action == Action.SEARCH ? null : query(record);
        String requestId = record.id("request_id", EventFormat::limited);
        record.check();
        Objects.requireNonNull(user);
        Objects.requireNonNull(action);
        Objects.requireNonNull(target);
        Objects.requireNonNull(at);
        String identity = id == null ? EventIdentity.of(user, action, target, at, scene, requestId, earlier) : id;
        return new BehaviourEvent(identity, user, action, target, at, order, dwellMs, scene, query, requestId);
    }

    /** Returns true if an event has an {@code event_id}, so that its identity does not depend on other fields. */
    public static boolean hasIdentity(JsonNode json) {
        return json.hasNonNull("event_id");
    }

    /** Returns the names of unknown fields. Their values are not kept. */
    public static List<String> unknownFields(JsonNode json) {
        return ColumnNames.unknown(json, FIELDS);
    }

    private @Nullable Instant time(JsonRecord record) {
        Instant at = record.time("timestamp", timestamps == DataSet.Timestamps.REAL);
        if (!record.has("timestamp")) {
            record.wrong("timestamp", "is missing");
        } else if (at != null && timestamps == DataSet.Timestamps.REAL
                && at.isAfter(clock.instant().plus(MAX_CLOCK_SKEW))) {
            record.wrong("timestamp", "is more than one day in the future: " + at);
        }
        return at;
    }

    /** Returns the field of what an action acts on: {@code content_id}, {@code item_id} or {@code query}. */
    public static String targetField(Action action) {
        return action.target() == NodeLabel.QUERY ? "query" : action.target().keyProperty();
    }

    private static @Nullable NodeKey target(JsonRecord record, Action action) {
        String field = targetField(action);
        for (String other : List.of("content_id", "item_id")) {
            if (!other.equals(field) && record.has(other)) {
                record.wrong(other, "is not allowed for action " + action.wireName() + ", which requires " + field);
            }
        }
        return action.target() == NodeLabel.QUERY
                ? record.required(field, action::targetKey)
                : record.requiredId(field, action::targetKey);
    }

    /** Parses the search query of an event. Some logs write an empty query instead of none. */
    private static @Nullable QueryText query(JsonRecord record) {
        String text = record.text("query");
        return text == null || text.isBlank() ? null : record.make("query", () -> new QueryText(text));
    }

    private static String eventId(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        return limited(id);
    }

    private static String limited(String id) {
        if (id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "has " + id.length() + " characters, at most " + MAX_ID_LENGTH + " are allowed");
        }
        return id;
    }
}
