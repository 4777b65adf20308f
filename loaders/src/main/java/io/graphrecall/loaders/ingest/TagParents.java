package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.TagRecord;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Parents of tags, without cycles. Not thread-safe. */
public final class TagParents {

    private final Map<String, @Nullable String> parents;

    /** @param parents parent by tag, without cycles */
    public TagParents(Map<String, String> parents) {
        this.parents = new HashMap<>(parents);
    }

    /** Sets the parent of a tag. Returns false and changes nothing if the tag would be an ancestor of itself. */
    public boolean put(TagRecord record) {
        String tag = record.tag().key();
        String parent = record.parent() == null ? null : record.parent().key();
        for (String ancestor = parent; ancestor != null; ancestor = parents.get(ancestor)) {
            if (ancestor.equals(tag)) {
                return false;
            }
        }
        parents.put(tag, parent);
        return true;
    }
}
