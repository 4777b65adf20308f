package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Typed access to a record of a public layout. An invalid field throws an exception immediately. */
record Row(JsonNode json) {

    private static final BigDecimal LIKED = BigDecimal.valueOf(4);
    private static final BigDecimal DISLIKED_BELOW = BigDecimal.valueOf(3);
    /** Digits of a whole number that every long has. */
    private static final int MAX_DIGITS = 18;

    /** Returns the field as text, or null if it is absent. */
    @Nullable
    String text(String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw wrong(field, "is not a text value");
        }
        return value.asText();
    }

    String required(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw wrong(field, "is missing");
        }
        return text;
    }

    /** Parses a number in any notation. */
    BigDecimal number(String field) {
        String text = required(field);
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(field, "is '" + text + "', expected a number");
        }
    }

    /**
     * Parses a time in seconds or milliseconds and returns milliseconds.
     *
     * @param factor milliseconds per unit of the field
     */
    long millis(String field, int factor) {
        BigDecimal millis = number(field).multiply(BigDecimal.valueOf(factor));
        if (millis.precision() - millis.scale() > MAX_DIGITS) {
            throw wrong(field, "is out of range");
        }
        return millis.longValue();
    }

    /** Returns the action of a rating of up to five stars: like from 4 on, dislike below 3, and the given one between. */
    String opinion(String field, String between) {
        BigDecimal stars = number(field);
        return stars.compareTo(LIKED) >= 0 ? "like" : stars.compareTo(DISLIKED_BELOW) < 0 ? "dislike" : between;
    }

    /** Returns true if the field is a number above zero. An absent field is zero. */
    boolean isSet(String field) {
        String text = text(field);
        return text != null && !text.isBlank() && number(field).signum() > 0;
    }

    static InvalidRecordException wrong(String field, String reason) {
        return new InvalidRecordException("/" + field, reason);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Adds the columns that are not blank to a content, as its attributes. */
    void putAttributes(ObjectNode content, List<String> columns) {
        ObjectNode attributes = content.putObject("attributes");
        for (String column : columns) {
            String value = text(column);
            if (value != null && !value.isBlank()) {
                attributes.putArray(column).add(value);
            }
        }
    }

    /** Returns a user whose profile has all columns but {@code user_id}. */
    ObjectNode user() {
        ObjectNode user = object().put("user_id", required("user_id"));
        ObjectNode profile = user.putObject("profile");
        json.properties().stream().filter(field -> !field.getKey().equals("user_id"))
                .forEach(field -> profile.set(field.getKey(), field.getValue()));
        return user;
    }

    /** Creates an event with its required fields. The time is text, since a small number would be read as seconds. */
    static ObjectNode event(String user, String action, String content, long millis) {
        return object().put("user_id", user).put("action", action).put("content_id", content)
                .put("timestamp", Instant.ofEpochMilli(millis).toString());
    }
}
