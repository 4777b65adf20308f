package io.graphrecall.schema;

import java.util.List;

/**
 * A line of the optional category taxonomy.
 *
 * @param mapsTo the counterpart in the other domain; empty where there is none
 */
public record CategoryRecord(CategoryPath category, List<String> mapsTo) {

    public CategoryRecord {
        mapsTo = List.copyOf(mapsTo);
    }
}
