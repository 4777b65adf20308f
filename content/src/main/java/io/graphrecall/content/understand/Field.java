package io.graphrecall.content.understand;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Field of a record that content understanding predicts. */
public enum Field {
    TAGS,
    CATEGORY,
    ATTRIBUTES;

    /** Name in data files, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the field of a name in data files. */
    public static Optional<Field> ofWireName(String name) {
        return Arrays.stream(values()).filter(field -> field.wireName().equals(name)).findFirst();
    }
}
