package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parser for times: ISO-8601 with an offset, without offset (UTC), or a date alone (its start in UTC), or a number of
 * milliseconds or seconds since 1970, a date as a number such as 20261101, with a time
 * such as 20261101101500, or one with dots such as 30.11.2026. A {@link Conversion} describes each accepted
 * departure from ISO-8601. Fractions of a millisecond are truncated.
 */
public final class Timestamp {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59, 999_000_000);

    /** Range of numbers in seconds: the years 1973 to 5138. As milliseconds it is from 2 January 1970 to 3 March 1973. */
    private static final double MIN_SECONDS = 1e8;
    private static final double MAX_SECONDS = 1e11;

    /** Number from which a time is in nanoseconds rather than microseconds: the years 1973 and 5138. */
    private static final double MIN_NANOSECONDS = 1e17;

    /** Range of numbers that may be dates. */
    private static final int MIN_DATE = 1900_01_01;
    private static final int MAX_DATE = 2099_12_31;

    /** Date, and date with time to the second, in digits. In milliseconds, the second is between the years 2572 and 2635. */
    private static final Pattern DIGITS = Pattern.compile("\\d{8}(\\d{6})?");
    /** Date and time in digits, which is no number. It is accepted with minutes and seconds; others could be an epoch time. */
    private static final Pattern COMPACT = Pattern.compile(
            "(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])([01]\\d|2[0-3])([0-5]\\d){0,2}");
    /** Time in the order of ISO-8601, with other separators, without leading zeros, or with blanks. */
    private static final Pattern FREE_FORM = Pattern.compile(
            "\\s*(?<year>\\d{4})(?<separator>[-/年])(?<month>\\d{1,2})(?:\\k<separator>|月)(?<day>\\d{1,2})日?"
                    + "(?:(?<blank>T|\\s+|(?<=日))(?<hour>\\d{1,2})(?<rest>:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
                    + "(?<gap>\\s*)(?<offset>(?:Z|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)?))?\\s*",
            Pattern.CASE_INSENSITIVE);

    /** Date with dots, the day first, and what follows it. */
    private static final Pattern DOTTED = Pattern.compile("\\s*(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?!\\d)(.*)");

    /** Form of an instant without fraction; a zero stands for a digit. */
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int SECONDS_END = FORM.length();

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).optionalStart().appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME).optionalStart().appendOffset("+HH:MM:ss", "Z").optionalEnd()
            .optionalStart().appendOffset("+HHmm", "Z").optionalEnd().optionalEnd().toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamp() {}

    /**
     * Parses a time.
     *
     * @param inSeconds true if numbers may be in seconds
     * @throws IllegalArgumentException with the predicate of an error message about the field
     */
    static Instant parse(JsonNode json, boolean inSeconds, Consumer<Conversion> conversions) {
        return parse(json, inSeconds, LocalTime.MIDNIGHT, conversions);
    }

    /**
     * Parses a limit of publication times by the rules of records.
     *
     * @param endOfDay true if a date alone is the last millisecond of that day in UTC, instead of the first one
     * @throws IllegalArgumentException with the predicate of an error message about the field
     */
    public static Instant limit(JsonNode json, boolean endOfDay) {
        return parse(json, true, endOfDay ? END_OF_DAY : LocalTime.MIDNIGHT, Conversion.UNREPORTED);
    }

    private static Instant parse(
            JsonNode json, boolean inSeconds, LocalTime timeOfDate, Consumer<Conversion> conversions) {
        JsonNode number = json.isTextual() ? epochNumber(json.textValue()) : json;
        if (json.isTextual() && number != null) {
            conversions.accept(Conversion.NUMBER_AS_TEXT);
        }
        Instant at = number == null
                ? ofText(json.textValue(), timeOfDate, conversions)
                : ofNumber(number, inSeconds, timeOfDate, conversions);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("is outside the years 1 to 9999: " + json.asText()
                    + (number == null || at.isBefore(EARLIEST)
                            ? ""
                            : at.toEpochMilli() < MIN_NANOSECONDS
                                    ? " (microseconds? divide by 1,000)"
                                    : " (nanoseconds? divide by 1,000,000)"));
        }
        return at;
    }

    /** Returns the number of seconds or milliseconds that a text is, or null. A small number may be a year or a date. */
    private static @Nullable JsonNode epochNumber(String text) {
        JsonNode number = COMPACT.matcher(text.strip()).matches() ? null : NumberText.parse(text.strip());
        return number == null || number.doubleValue() < MIN_SECONDS ? null : number;
    }

    private static Instant ofNumber(
            JsonNode json, boolean inSeconds, LocalTime timeOfDate, Consumer<Conversion> conversions) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException(
                    "is " + JsonRecord.kind(json) + ", expected an ISO-8601 string or a number of milliseconds");
        }
        if (inSeconds && json.doubleValue() >= MIN_SECONDS && json.doubleValue() < MAX_SECONDS) {
            conversions.accept(Conversion.SECONDS);
            return Instant.ofEpochMilli(json.decimalValue().movePointRight(3).longValue());
        }
        Parsed date = inSeconds ? ofDigits(digits(json)) : null;
        if (date != null) {
            conversions.accept(Conversion.DATE_AS_NUMBER);
            conversions.accept(Conversion.WITHOUT_OFFSET);
            return date.at(timeOfDate).toInstant(ZoneOffset.UTC);
        }
        if (!json.canConvertToExactIntegral() || !json.canConvertToLong()) {
            throw new IllegalArgumentException("is " + json.asText() + ", expected a whole number of milliseconds");
        }
        return Instant.ofEpochMilli(json.longValue());
    }

    /** Returns the digits of a whole number, such as 20261101.0, and the text of any other value. */
    private static String digits(JsonNode json) {
        return json.canConvertToExactIntegral() && json.canConvertToLong()
                ? Long.toString(json.longValue())
                : json.asText();
    }

    /** Returns the date of eight digits such as 20261101, with the time of six more, or null if they mean none. */
    private static @Nullable Parsed ofDigits(String digits) {
        if (!DIGITS.matcher(digits).matches() || number(digits, 0, 8) < MIN_DATE || number(digits, 0, 8) > MAX_DATE) {
            return null;
        }
        try {
            return new Parsed(LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)),
                    digits.length() == 8
                            ? null
                            : LocalTime.of(number(digits, 8, 10), number(digits, 10, 12), number(digits, 12, 14)),
                    null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Parses an upper limit of times. A date alone is the last millisecond of that day in UTC.
     *
     * @throws IllegalArgumentException if the text is not an ISO-8601 time
     */
    public static Instant upTo(String text) {
        return ofText(text, END_OF_DAY, Conversion.UNREPORTED);
    }

    /**
     * Parses a lower limit of times. A date alone is the first millisecond of that day in UTC.
     *
     * @throws IllegalArgumentException if the text is not an ISO-8601 time
     */
    public static Instant from(String text) {
        return ofText(text, LocalTime.MIDNIGHT, Conversion.UNREPORTED);
    }

    /**
     * Parses the most frequent form, such as {@code 2026-01-02T03:04:05.678Z}, for which a formatter takes most of the
     * time of reading an event. Returns null for any other text.
     */
    private static @Nullable Instant ofInstant(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || end == SECONDS_END + 1 || end > SECONDS_END + 10 || text.charAt(end) != 'Z') {
            return null;
        }
        for (int i = 0; i < end; i++) {
            char expected = i < SECONDS_END ? FORM.charAt(i) : i == SECONDS_END ? '.' : '0';
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return null;
            }
        }
        int millis = 0;
        for (int i = SECONDS_END + 1; i < SECONDS_END + 4; i++) {
            millis = 10 * millis + (i < end ? text.charAt(i) - '0' : 0);
        }
        try {
            return LocalDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), number(text, 11, 13),
                    number(text, 14, 16), number(text, 17, SECONDS_END), millis * 1_000_000).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(String text, int start, int stop) {
        return Integer.parseInt(text, start, stop, 10);
    }

    /**
     * Returns a time with the offset of a zone, if it has none, and the given value otherwise.
     *
     * @param datesAsNumbers true if a number such as 20261101 is a date
     */
    public static JsonNode withOffset(JsonNode json, ZoneId zone, boolean datesAsNumbers) {
        Parsed digits = json.isTextual() || (datesAsNumbers && json.isNumber()) ? ofDigits(digits(json)) : null;
        String text = digits == null ? json.asText().strip() : digits.iso();
        if (digits == null && (!json.isTextual() || ofInstant(text) != null)) {
            return json;
        }
        Parsed parsed = parsed(text, Conversion.UNREPORTED);
        if (parsed == null || parsed.offset() != null) {
            return json;
        }
        LocalDateTime local = parsed.at(LocalTime.MIDNIGHT);
        return TextNode.valueOf(
                text + (parsed.time() == null ? "T00:00" : "") + zone.getRules().getOffset(local).getId());
    }

    private record Parsed(LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {

        LocalDateTime at(LocalTime timeOfDate) {
            return LocalDateTime.of(date, time == null ? timeOfDate : time);
        }

        String iso() {
            return time == null ? date.toString() : date + "T" + time;
        }
    }

    private static Instant ofText(String text, LocalTime timeOfDate, Consumer<Conversion> conversions) {
        Instant instant = ofInstant(text);
        if (instant != null) {
            return instant;
        }
        Parsed parsed = ofDigits(text);
        if (parsed == null) {
            parsed = parsed(text, conversions);
        } else {
            conversions.accept(Conversion.DATE_AS_NUMBER);
        }
        if (parsed == null) {
            throw new IllegalArgumentException("is not an ISO-8601 time: '" + text + "'");
        }
        if (parsed.offset() == null) {
            conversions.accept(Conversion.WITHOUT_OFFSET);
        }
        return parsed.at(timeOfDate).toInstant(parsed.offset() == null ? ZoneOffset.UTC : parsed.offset())
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Parsed parsed(String text, Consumer<Conversion> conversions) {
        Matcher dotted = DOTTED.matcher(text);
        if (dotted.matches()) {
            Parsed yearFirst = parsed(dotted.replaceFirst("$3-$2-$1$4"), conversions);
            if (yearFirst != null) {
                conversions.accept(Conversion.DOTS_IN_DATE);
            }
            return yearFirst;
        }
        Matcher form = FREE_FORM.matcher(text);
        TemporalAccessor parsed;
        try {
            parsed = ISO.parse(form.matches() ? iso(form) : text);
        } catch (DateTimeException e) {
            return null;
        }
        if (form.matches()) {
            report(form, conversions);
        }
        return new Parsed(parsed.query(TemporalQueries.localDate()), parsed.query(TemporalQueries.localTime()),
                parsed.query(TemporalQueries.offset()));
    }

    private static String iso(Matcher form) {
        String date = form.group("year") + "-" + padded(form.group("month")) + "-" + padded(form.group("day"));
        return form.group("hour") == null
                ? date
                : date + "T" + padded(form.group("hour")) + form.group("rest") + form.group("offset");
    }

    private static void report(Matcher form, Consumer<Conversion> conversions) {
        if (form.group("separator").equals("年")) {
            conversions.accept(Conversion.CHINESE_DATE);
            return;
        }
        if (form.group("separator").equals("/")) {
            conversions.accept(Conversion.SLASHES_IN_DATE);
        }
        String hour = form.group("hour");
        if (Stream.of(form.group("month"), form.group("day"), hour == null ? "00" : hour)
                .anyMatch(digits -> digits.length() == 1)) {
            conversions.accept(Conversion.UNPADDED_TIME);
        }
        if (hour != null && (form.group("blank").isBlank() || !form.group("gap").isEmpty())) {
            conversions.accept(Conversion.BLANK_IN_TIME);
        }
    }

    private static String padded(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }
}
