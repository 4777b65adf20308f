package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Parses times in requests: epoch milliseconds, ISO 8601 with an offset, or a date, which means midnight UTC. */
final class Times {

    private Times() {}

    /** @throws IllegalArgumentException if the value has another form */
    static @Nullable Instant instant(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return Instant.ofEpochMilli(json.longValue());
        }
        String text = json.isTextual() ? json.textValue() : "";
        try {
            Instant instant = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return Instant.ofEpochMilli(instant.toEpochMilli()); // fails if it is beyond any number of milliseconds
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("is " + json + ", expected epoch milliseconds or ISO 8601", e);
        }
    }
}
