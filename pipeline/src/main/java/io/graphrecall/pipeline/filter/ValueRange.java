package io.graphrecall.pipeline.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of numbers, or of times in epoch milliseconds. An absent bound is null.
 *
 * @param gte lower bound, inclusive
 * @param gt  lower bound, exclusive
 * @param lte upper bound, inclusive
 * @param lt  upper bound, exclusive
 */
public record ValueRange(@Nullable Bound gte, @Nullable Bound gt, @Nullable Bound lte, @Nullable Bound lt) {

    /** Milliseconds by unit. In the order of their letters, the longest unit comes first. */
    private static final Map<String, Long> UNITS = new TreeMap<>(Map.of(
            "d", 86_400_000L, "h", 3_600_000L, "m", 60_000L));

    /** A time relative to that of a request. The number of digits keeps the time in the range of a long. */
    private static final Pattern AGE = Pattern.compile("now(?:-(\\d{1,7})([dhm]))?");

    public ValueRange {
        if ((gte != null && gt != null) || (lte != null && lt != null)) {
            throw new RecallException(RecallException.Code.INVALID,
                    "a range has 'gte' or 'gt', and 'lte' or 'lt', not both");
        }
    }

    /**
     * A bound of a range.
     *
     * @param value number, time in epoch milliseconds, or age in milliseconds
     * @param isAge true for a time that is {@code value} before that of the request
     */
    public record Bound(double value, boolean isAge) {

        public static Bound of(double value) {
            return new Bound(value, false);
        }

        /** @param now time of the request in epoch milliseconds */
        double at(long now) {
            return isAge ? now - value : value;
        }

        /** Returns a time or an age as it is written in a filter. */
        public String time() {
            if (!isAge) {
                return Instant.ofEpochMilli((long) value).toString();
            }
            return value == 0
                    ? "now"
                    : UNITS.entrySet().stream().filter(unit -> value % unit.getValue() == 0).findFirst()
                            .map(unit -> "now-" + (long) (value / unit.getValue()) + unit.getKey()).orElseThrow();
        }

        private String text(boolean isTime) {
            return isTime ? time() : Double.toString(value);
        }
    }

    /**
     * Parses a bound: a number, or a {@link PublicationTime} or {@code now-7d}; null if it is absent.
     *
     * @param endOfDay true if a date alone is the end of that day
     * @throws IllegalArgumentException with the predicate of an error message about the bound
     */
    public static @Nullable Bound bound(@Nullable JsonNode json, boolean isTime, boolean endOfDay) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (isTime) {
            return json.isTextual() && json.textValue().startsWith("now")
                    ? age(json.textValue())
                    : Bound.of((double) PublicationTime.parse(json, endOfDay).toEpochMilli());
        }
        if (!json.isNumber()) {
            throw new IllegalArgumentException("is " + json + ", expected a number");
        }
        return Bound.of(json.doubleValue());
    }

    private static Bound age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new IllegalArgumentException(
                    "is '" + text + "', expected now, or now minus days, hours or minutes, such as now-7d");
        }
        return new Bound(
                age.group(1) == null ? 0 : Long.parseLong(age.group(1)) * UNITS.getOrDefault(age.group(2), 0L), true);
    }

    /** Returns true if there is no bound. */
    boolean isUnbounded() {
        return gte == null && gt == null && lte == null && lt == null;
    }

    /** @param now time of the request in epoch milliseconds */
    DoublePredicate predicate(long now) {
        double least = gte != null
                ? gte.at(now)
                : gt != null ? Math.nextUp(gt.at(now)) : Double.NEGATIVE_INFINITY;
        double greatest = lte != null
                ? lte.at(now)
                : lt != null ? Math.nextDown(lt.at(now)) : Double.POSITIVE_INFINITY;
        return value -> value >= least && value <= greatest;
    }

    /** @param isTime true if the bounds are times */
    String text(boolean isTime) {
        return (gte == null ? "" : " from " + gte.text(isTime)) + (gt == null ? "" : " above " + gt.text(isTime))
                + (lte == null ? "" : " up to " + lte.text(isTime)) + (lt == null ? "" : " below " + lt.text(isTime));
    }
}
