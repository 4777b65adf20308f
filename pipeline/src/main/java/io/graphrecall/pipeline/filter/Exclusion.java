package io.graphrecall.pipeline.filter;

import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a recall that a content does not satisfy, whatever channel reaches it.
 *
 * @param pointer JSON pointer to the part of the request's filter; null for another condition
 * @param detail  a sentence for people
 */
public record Exclusion(Reason reason, @Nullable String pointer, String detail) {

    /** Kind of a condition. */
    public enum Reason implements WireNamed {
        HIDDEN,
        EXPIRED,
        NOT_PUBLISHED,
        WITHDRAWN,
        /** Only events mention it. */
        UNDESCRIBED,
        SEEN,
        /** An id, an example or the open content of the request. */
        EXCLUDED_ID,
        BLOCKED_AUTHOR,
        MUTED_TAG,
        CLAUSE,
        /** No channel of the query found it, one must, and nothing else excludes it. */
        MATCH_QUERY
    }

    static Exclusion of(Reason reason, String detail) {
        return new Exclusion(reason, null, detail);
    }
}
