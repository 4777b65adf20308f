package io.graphrecall.service.filter;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A condition on a content: a field has one of several values, or is in a range.
 *
 * @param field {@code category}, {@code tag}, {@code author}, {@code attribute.NAME}, {@code content_id} or
 *              {@code relation}, with {@code any}; or {@code published_at}, with {@code from} and {@code until}
 * @param any   the allowed values. A category is its levels joined by {@code /}, or the name of one level. A relation of
 *              the user to the author is {@code follows} or {@code blocks}
 * @param from  start of the range, inclusive, or null
 * @param until end of the range, exclusive, or null
 */
public record Clause(String field, List<String> any, @Nullable Instant from, @Nullable Instant until) {

    static final String RELATION = "relation";
    static final String FOLLOWS = "follows";
    static final String BLOCKS = "blocks";

    /** Prefix of a field with the values of an attribute, whose name follows. */
    public static final String ATTRIBUTE = "attribute.";
    /** The fields other than those of attributes. */
    public static final List<String> FIELDS = List.of("category", "tag", "author", RELATION, "content_id",
            "published_at");

    public Clause {
        any = List.copyOf(any);
        boolean range = field.equals("published_at");
        boolean known = FIELDS.contains(field)
                || (field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length());
        if (!known) {
            throw new RecallException(RecallException.Code.INVALID, "unknown filter field '" + field
                    + "': expected category, tag, author, relation, attribute.NAME, content_id or published_at");
        }
        if (range && (!any.isEmpty() || (from == null && until == null))) {
            throw new RecallException(
                    RecallException.Code.INVALID,
                    "filter field published_at requires 'gte', 'lt' or both, and no 'any'");
        }
        if (!range && (any.isEmpty() || from != null || until != null)) {
            throw new RecallException(
                    RecallException.Code.INVALID,
                    "filter field '" + field + "' requires a non-empty 'any', and no 'gte' or 'lt'");
        }
        if (field.equals(RELATION) && !List.of(FOLLOWS, BLOCKS).containsAll(any)) {
            throw new RecallException(
                    RecallException.Code.INVALID, "filter field relation is " + any + ", expected follows or blocks");
        }
    }

    /** Returns the clause in words, for explanations. */
    String text() {
        return any.isEmpty() ? field + " from " + from + " until " + until : field + " " + String.join(" or ", any);
    }

    /** Returns the attribute's name in a field {@code attribute.NAME}. */
    String attribute() {
        return field.substring(ATTRIBUTE.length());
    }
}
