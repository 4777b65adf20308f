package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A line of the optional tag taxonomy: a tag, the wider tag it belongs to, and other words for it. */
public record TagRecord(TagName tag, @Nullable TagName parent, List<String> synonyms) {

    public TagRecord {
        synonyms = List.copyOf(synonyms);
        if (tag.equals(parent)) {
            throw new IllegalArgumentException("tag '" + tag.key() + "' is its own parent");
        }
    }
}
