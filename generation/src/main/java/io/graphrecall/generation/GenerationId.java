package io.graphrecall.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.schema.RecallException;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Identifier of a generation: its start time in seconds and four characters that distinguish generations of the same
 * second ({@code 20261125T004512Z-b4x7}: two for the millisecond, two random). Sorts by time.
 */
public record GenerationId(@JsonValue String value) implements Comparable<GenerationId>, Serializable {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-z]{4}");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int RADIX = Character.MAX_RADIX;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GenerationId {
        if (!isValid(value)) {
            throw new RecallException(
                    RecallException.Code.INVALID,
                    "'" + value + "' is not a generation id; an example is 20261125T004512Z-b4x7");
        }
    }

    static boolean isValid(String value) {
        return FORMAT.matcher(value).matches();
    }

    static GenerationId at(Instant start, RandomGenerator random) {
        int millisecond = (int) Math.floorMod(start.toEpochMilli(), 1000L);
        return new GenerationId(SECOND.format(start) + "-" + twoDigits(millisecond)
                + twoDigits(random.nextInt(RADIX * RADIX)));
    }

    private static String twoDigits(int number) {
        return "" + Character.forDigit(number / RADIX, RADIX) + Character.forDigit(number % RADIX, RADIX);
    }

    @Override
    public int compareTo(GenerationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
