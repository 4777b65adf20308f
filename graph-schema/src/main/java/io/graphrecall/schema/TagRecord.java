package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Line of the optional tag taxonomy: a tag, its parent tag and its synonyms. */
public record TagRecord(TagName tag, @Nullable TagName parent, List<String> synonyms) {

    public TagRecord {
        synonyms = List.copyOf(synonyms);
        if (tag.equals(parent)) {
            throw new IllegalArgumentException("tag '" + tag.key() + "' is its own parent");
        }
    }
}
