package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;

/** A record of a foreign layout under reading. What is wrong with a field is thrown at once. */
record Row(JsonNode json) {

    /** The field as text, or null where it is not there. */
    @Nullable
    String text(String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw wrong(field, "is no text");
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

    /** The number, in whatever notation. */
    BigDecimal number(String field) {
        String text = required(field);
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(field, "is '" + text + "', a number is wanted");
        }
    }

    /** A count of seconds or milliseconds as milliseconds. */
    long millis(String field, int factor) {
        try {
            return number(field).multiply(BigDecimal.valueOf(factor)).longValue();
        } catch (ArithmeticException e) {
            throw wrong(field, "is out of range");
        }
    }

    /** Whether the field is a number above zero; absent is zero. */
    boolean isSet(String field) {
        String text = text(field);
        return text != null && !text.isBlank() && number(field).signum() > 0;
    }

    static InvalidRecordException wrong(String field, String reason) {
        return new InvalidRecordException(List.of(new FieldError("/" + field, reason)));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An event so far. */
    static ObjectNode event(String user, String action, String content, long millis) {
        return object().put("user_id", user).put("action", action).put("content_id", content).put("timestamp", millis);
    }
}
