package io.graphrecall.schema;

import java.util.List;

/**
 * Line of the optional category taxonomy.
 *
 * @param mapsTo path of the corresponding category in the other domain; empty if there is none
 */
public record CategoryRecord(CategoryPath category, List<String> mapsTo) {

    public CategoryRecord {
        mapsTo = List.copyOf(mapsTo);
    }
}
