package io.graphrecall.loaders.format;

import io.graphrecall.schema.WireNamed;

import java.util.function.Consumer;

/** Common departures from the format that are accepted, each by one rule. */
public enum Conversion implements WireNamed {
    /** A number from 10^8 to below 10^11 counts as seconds. As milliseconds it would be in the years 1970 to 1973. */
    SECONDS("times in seconds were read as such"),
    /** A blank between date and time counts as T. */
    BLANK_IN_TIME("times with a blank instead of T were read as ISO-8601"),
    /** Slashes in a date that begins with the year count as hyphens. */
    SLASHES_IN_DATE("dates with slashes, such as 2026/11/01, were read as ISO-8601"),
    /** A date with dots begins with the day, as in German and Russian. */
    DOTS_IN_DATE("dates with dots, such as 30.11.2026, were read as day, month and year"),
    /**
     * A number of eight digits that is a date from 1900 to 2099 counts as that date, six more digits as its time. As
     * milliseconds it would be on 1 January 1970, or after the year 2571.
     */
    DATE_AS_NUMBER("dates given as numbers, such as 20261101, were read as dates"),
    /** A date with the characters for year, month and day counts as ISO-8601. */
    CHINESE_DATE("dates such as 2026年11月1日 were read as ISO-8601"),
    /** Months, days and hours of one digit get a leading zero. */
    UNPADDED_TIME("times without leading zeros, such as 2026-11-1 8:15, were read as ISO-8601"),
    /** A time without offset is in UTC. */
    WITHOUT_OFFSET("times without offset were read in UTC; for files in another zone, use --time-zone"),
    /** A number as text counts as that number where a number is expected. */
    NUMBER_AS_TEXT("numbers given as text were read as numbers"),
    /** A whole number counts as its decimal digits. */
    NUMERIC_ID("ids given as numbers were read as text"),
    /** Blanks around an id are removed. */
    BLANKS_AROUND_ID("ids lost the blanks around them"),
    /** Letter case and blanks around an action are ignored. */
    ACTION_CASE("actions in another letter case were read as lower case"),
    /** A text instead of a list is split, or read as JSON if it starts with a bracket. */
    LIST_AS_TEXT("lists given as one text were split at | , ; 、 and before hashtags"),
    /** A text instead of a category path is split, or read as JSON if it starts with a bracket. */
    CATEGORY_AS_TEXT("categories given as one text were split at > / | ;");

    /** Consumer for callers that do not report conversions. */
    public static final Consumer<Conversion> UNREPORTED = conversion -> {
    };

    private final String description;

    Conversion(String description) {
        this.description = description;
    }

    /** Returns the plural subject and predicate of a report, after a number. */
    public String description() {
        return description;
    }
}
