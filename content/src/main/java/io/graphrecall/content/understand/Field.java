package io.graphrecall.content.understand;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A field of a record that understanding fills where it is missing. */
public enum Field {
    TAGS,
    CATEGORY,
    ATTRIBUTES;

    /** The name in data files: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of a wire name. */
    public static Optional<Field> ofWireName(String name) {
        return Arrays.stream(values()).filter(field -> field.wireName().equals(name)).findFirst();
    }
}
