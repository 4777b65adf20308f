package io.graphrecall.service.filter;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A condition on a content: a field has any of some values, or lies in a range.
 *
 * @param field {@code category}, {@code tag}, {@code author}, {@code attribute.NAME}, {@code content_id} or
 *              {@code relation}, with {@code any}; or {@code published_at}, with {@code from} (inclusive) and {@code until} (exclusive)
 * @param any   the values, one of which must hold. A category is given as its levels joined by {@code /}, or by the
 *              name of any level; a relation of the user to the author is {@code follows} or {@code blocks}
 */
public record Clause(String field, List<String> any, @Nullable Instant from, @Nullable Instant until) {

    static final String RELATION = "relation";
    static final String FOLLOWS = "follows";
    static final String BLOCKS = "blocks";

    private static final String ATTRIBUTE = "attribute.";

    public Clause {
        any = List.copyOf(any);
        boolean range = field.equals("published_at");
        boolean known = range || List.of("category", "tag", "author", "content_id", RELATION).contains(field)
                || (field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length());
        if (!known) {
            throw new RecallException(RecallException.Code.INVALID, "unknown filter field '" + field
                    + "': expected category, tag, author, relation, attribute.NAME, content_id or published_at");
        }
        if (range && (!any.isEmpty() || (from == null && until == null))) {
            throw new RecallException(
                    RecallException.Code.INVALID, "filter field published_at wants 'gte', 'lt' or both, not 'any'");
        }
        if (!range && (any.isEmpty() || from != null || until != null)) {
            throw new RecallException(
                    RecallException.Code.INVALID, "filter field '" + field + "' wants a non-empty 'any' and no range");
        }
        if (field.equals(RELATION) && !List.of(FOLLOWS, BLOCKS).containsAll(any)) {
            throw new RecallException(
                    RecallException.Code.INVALID, "filter field relation knows follows and blocks, not " + any);
        }
    }

    /** As a person reads it. */
    String text() {
        return any.isEmpty() ? field + " from " + from + " until " + until : field + " " + String.join(" or ", any);
    }

    /** The attribute's name in a field {@code attribute.NAME}. */
    String attribute() {
        return field.substring(ATTRIBUTE.length());
    }
}
