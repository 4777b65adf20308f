package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * A point in time: ISO-8601 with an offset, without one (then UTC) or a date alone (its first moment in UTC), or a
 * number of milliseconds since 1970. Finer parts than a millisecond are cut off.
 */
final class Timestamp {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).optionalStart().appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME).optionalStart().appendOffset("+HH:MM:ss", "Z").optionalEnd()
            .optionalStart().appendOffset("+HHmm", "Z").optionalEnd().optionalEnd().toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamp() {}

    /**
     * @throws IllegalArgumentException with a predicate of the field as its message
     */
    static Instant parse(JsonNode json) {
        Instant at = json.isTextual() ? ofText(json.textValue()) : ofNumber(json);
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new IllegalArgumentException("is outside the years 1 to 9999: " + json.asText());
        }
        return at;
    }

    private static Instant ofNumber(JsonNode json) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException(
                    "is " + JsonRecord.kind(json) + ", an ISO-8601 text or a number of milliseconds is wanted");
        }
        if (!json.canConvertToExactIntegral() || !json.canConvertToLong()) {
            throw new IllegalArgumentException("is " + json.asText() + ", a whole number of milliseconds is wanted");
        }
        return Instant.ofEpochMilli(json.longValue());
    }

    private static Instant ofText(String text) {
        TemporalAccessor parsed;
        try {
            parsed = ISO.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no ISO-8601 time: '" + text + "'", e);
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return LocalDateTime.of(parsed.query(TemporalQueries.localDate()), time == null ? LocalTime.MIDNIGHT : time)
                .toInstant(offset == null ? ZoneOffset.UTC : offset).truncatedTo(ChronoUnit.MILLIS);
    }
}
