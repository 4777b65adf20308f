package io.graphrecall.loaders.source;

import java.util.Locale;

/** A kind of records of a data set, in the order they are loaded: what others refer to comes first. */
public enum DataFile {
    TAGS,
    CATEGORIES,
    USERS,
    CONTENTS,
    /** Vectors of contents, a file a space in a folder of this name. */
    VECTORS,
    ITEMS,
    EVENTS;

    /** The name of its file in a data-set folder without what tells the form, for instance {@code events}. */
    public String stem() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its file as plain JSON Lines, for instance {@code events.jsonl}. */
    public String fileName() {
        return stem() + ".jsonl";
    }
}
