package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times in requests: epoch milliseconds, a time with its offset, or a day, which begins at midnight UTC. */
final class Times {

    private Times() {}

    /** @throws IllegalArgumentException where it is none of these */
    static @Nullable Instant instant(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return Instant.ofEpochMilli(json.longValue());
        }
        String text = json.isTextual() ? json.textValue() : "";
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is neither epoch milliseconds nor ISO 8601: " + json, e);
        }
    }
}
