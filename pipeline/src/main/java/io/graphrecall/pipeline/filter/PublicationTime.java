package io.graphrecall.pipeline.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Parser for the times of filters: ISO-8601 with {@code T} or a blank before the time, in UTC without an offset; a date
 * alone; a number of milliseconds or seconds since 1970, also as a text; a date as a number such as
 * 20261101.
 */
final class PublicationTime {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59, 999_000_000);
    /** Range of numbers in seconds: the years 1973 to 5138. As milliseconds it is from 2 January 1970 to 3 March 1973. */
    private static final long MIN_SECONDS = 100_000_000L;
    private static final long MAX_SECONDS = 100_000_000_000L;

    /** Range of numbers that are dates, such as 20261101. */
    private static final int MIN_DATE = 1900_01_01;
    private static final int MAX_DATE = 2099_12_31;

    /** A number that is written as a text, and no year or date. */
    private static final Pattern NUMBER = Pattern.compile("\\d{9,18}");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart().appendPattern("['T'][' ']").append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart().appendOffset("+HH:MM:ss", "Z").optionalEnd()
            .optionalStart().appendOffset("+HHmm", "Z").optionalEnd().optionalEnd()
            .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private PublicationTime() {}

    /**
     * Parses a time.
     *
     * @param endOfDay true if a date alone is the last millisecond of that day in UTC, instead of the first one
     * @throws IllegalArgumentException with the predicate of an error message about the field
     */
    static Instant parse(JsonNode json, boolean endOfDay) {
        LocalTime timeOfDate = endOfDay ? END_OF_DAY : LocalTime.MIDNIGHT;
        Instant at = !json.isTextual()
                ? ofNumber(json, timeOfDate)
                : NUMBER.matcher(json.textValue()).matches()
                        ? ofNumber(LongNode.valueOf(Long.parseLong(json.textValue())), timeOfDate)
                        : ofText(json.textValue(), timeOfDate);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("is outside the years 1 to 9999: " + json.asText());
        }
        return at;
    }

    private static Instant ofNumber(JsonNode json, LocalTime timeOfDate) {
        if (!json.canConvertToExactIntegral() || !json.canConvertToLong()) {
            throw new IllegalArgumentException(
                    "is " + json + ", expected an ISO-8601 string or a whole number of milliseconds");
        }
        long number = json.longValue();
        if (number >= MIN_DATE && number <= MAX_DATE && number / 100 % 100 >= 1 && number / 100 % 100 <= 12) {
            String digits = Long.toString(number);
            return ofText(digits.substring(0, 4) + '-' + digits.substring(4, 6) + '-' + digits.substring(6),
                    timeOfDate);
        }
        return number >= MIN_SECONDS && number < MAX_SECONDS
                ? Instant.ofEpochSecond(number)
                : Instant.ofEpochMilli(number);
    }

    private static Instant ofText(String text, LocalTime timeOfDate) {
        try {
            TemporalAccessor parsed = ISO.parse(text.strip());
            LocalDate date = parsed.query(TemporalQueries.localDate());
            return date.atTime(Objects.requireNonNullElse(parsed.query(TemporalQueries.localTime()), timeOfDate))
                    .toInstant(Objects.requireNonNullElse(parsed.query(TemporalQueries.offset()), ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not an ISO-8601 time: '" + text + "'", e);
        }
    }
}
