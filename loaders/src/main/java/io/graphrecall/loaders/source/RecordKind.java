package io.graphrecall.loaders.source;

import io.graphrecall.schema.WireNamed;

/** Kind of records in a data set, in loading order: records that others refer to are loaded first. */
public enum RecordKind implements WireNamed {
    TAGS,
    CATEGORIES,
    USERS,
    CONTENTS,
    /** Precomputed vectors of contents, in a folder with one file per embedding space. */
    VECTORS,
    ITEMS,
    EVENTS;

    /** Returns the file name in a data-set folder without extension, for example {@code events}. */
    public String stem() {
        return wireName();
    }

    /** Returns the name of the JSON Lines file, for example {@code events.jsonl}. */
    public String fileName() {
        return stem() + ".jsonl";
    }
}
