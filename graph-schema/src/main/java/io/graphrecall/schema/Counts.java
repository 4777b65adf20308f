package io.graphrecall.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of things in the output of commands, such as {@code 1 dead letter} and {@code 2,000 queries}. */
public final class Counts {

    private static final Pattern CONSONANT_AND_Y = Pattern.compile("(?<=[^aeiou])y$");

    private Counts() {}

    /** Returns a number with grouped digits. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** @param noun in the singular, with a regular plural */
    public static String of(long number, String noun) {
        String stem = CONSONANT_AND_Y.matcher(noun).replaceFirst("ie");
        return of(number, noun, stem + "s");
    }

    /**
     * Returns a number and what it counts.
     *
     * @param singular words after the number 1
     * @param plural   words after other numbers
     */
    public static String of(long number, String singular, String plural) {
        return of(number) + " " + (number == 1 ? singular : plural);
    }
}
