package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a behaviour event from JSON. Thread-safe where the given {@link Occurrences} is. */
public final class EventFormat {

    /** How far a real time may lie ahead of the clock: clocks of devices are wrong, and zones get mixed up. */
    public static final Duration TOLERATED_FUTURE = Duration.ofDays(1);

    private static final Set<String> FIELDS = Set.of("event_id", "user_id", "action", "content_id", "item_id", "query",
            "timestamp", "dwell_ms", "scene", "request_id");
    private static final String ACTIONS = Arrays.stream(Action.values()).map(Action::wireName)
            .collect(Collectors.joining(", "));

    private static final int MAX_ID_LENGTH = 1024;

    private final Clock clock;
    private final DataSet.Timestamps timestamps;

    /**
     * @param clock      what a future time is told by
     * @param timestamps whether times are real; of those that only tell an order none lies in the future
     */
    public EventFormat(Clock clock, DataSet.Timestamps timestamps) {
        this.clock = clock;
        this.timestamps = timestamps;
    }

    /**
     * The event that a JSON object tells.
     *
     * @param order       the line or arrival number
     * @param occurrences asked where the event has no {@code event_id}
     * @throws InvalidRecordException with every wrong field
     */
    public BehaviourEvent parse(JsonNode json, long order, Occurrences occurrences) {
        JsonRecord record = JsonRecord.of(json);
        String id = record.optional("event_id", EventFormat::eventId);
        UserId user = record.required("user_id", UserId::new);
        Action action = record.required("action", EventFormat::action);
        NodeKey target = action == null ? null : target(record, action);
        Instant at = time(record);
        Long dwellMs = record.count("dwell_ms");
        String scene = record.text("scene");
        QueryText query = action == Action.SEARCH ? null : query(record);
        String requestId = record.text("request_id");
        record.check();
        Objects.requireNonNull(user);
        Objects.requireNonNull(action);
        Objects.requireNonNull(target);
        Objects.requireNonNull(at);
        if (id == null) {
            id = EventIdentity.of(user, action, target, at, scene, requestId, 0);
            int before = occurrences.before(id, order);
            if (before > 0) {
                id = EventIdentity.of(user, action, target, at, scene, requestId, before);
            }
        }
        return new BehaviourEvent(id, user, action, target, at, order, dwellMs, scene, query, requestId);
    }

    /** The names of fields that no event has; what they hold is not kept. */
    public static List<String> unknownFields(JsonNode json) {
        return json.propertyStream().map(Map.Entry::getKey).filter(name -> !FIELDS.contains(name)).toList();
    }

    private @Nullable Instant time(JsonRecord record) {
        Instant at = record.time("timestamp");
        if (!record.has("timestamp")) {
            record.wrong("timestamp", "is missing");
        } else if (at != null && timestamps == DataSet.Timestamps.REAL
                && at.isAfter(clock.instant().plus(TOLERATED_FUTURE))) {
            record.wrong("timestamp", "lies more than a day in the future: " + at);
        }
        return at;
    }

    private static @Nullable NodeKey target(JsonRecord record, Action action) {
        NodeLabel label = action.target();
        for (String other : List.of("content_id", "item_id")) {
            if (!other.equals(field(label)) && record.has(other)) {
                record.wrong(other, "cannot stand beside action " + action.wireName() + ", which wants a "
                        + field(label));
            }
        }
        return switch (label) {
            case CONTENT -> record.required("content_id", ContentId::new);
            case ITEM -> record.required("item_id", ItemId::new);
            case QUERY -> record.required("query", QueryText::new);
            case USER, TAG, CATEGORY, ATTRIBUTE, CLUSTER ->
                throw new AssertionError("no action has such a target: " + label);
        };
    }

    private static String field(NodeLabel target) {
        return target == NodeLabel.QUERY ? "query" : target.keyProperty();
    }

    /** Logs write an empty query where there was none. */
    private static @Nullable QueryText query(JsonRecord record) {
        String text = record.text("query");
        return text == null || text.isBlank() ? null : record.make("query", () -> new QueryText(text));
    }

    private static Action action(String name) {
        return Action.ofWireName(name).orElseThrow(
                () -> new IllegalArgumentException("is '" + name + "', which is none of " + ACTIONS));
    }

    private static String eventId(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        if (id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "has " + id.length() + " characters, at most " + MAX_ID_LENGTH + " are allowed");
        }
        return id;
    }
}
