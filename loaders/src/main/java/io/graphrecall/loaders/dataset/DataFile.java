package io.graphrecall.loaders.dataset;

import java.util.Locale;

/** A file of records in a data-set folder, in the order they are loaded: what others refer to comes first. */
public enum DataFile {
    TAGS,
    CATEGORIES,
    USERS,
    CONTENTS,
    ITEMS,
    EVENTS;

    /** The name without compression, for instance {@code events.jsonl}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".jsonl";
    }
}
