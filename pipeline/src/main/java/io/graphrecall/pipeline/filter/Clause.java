package io.graphrecall.pipeline.filter;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition on one field of a content. It has one of {@code any}, {@code all}, {@code prefix} and {@code range}.
 *
 * @param field  {@code category}, {@code tag} or {@code attribute.NAME}, which can have several values; or {@code author},
 *               {@code content_id}, {@code relation} or {@code published_at}
 * @param any    values, of which the field has at least one. A category is its levels joined by {@code /}, or the name of
 *               one level. A relation of the user to the author is {@code follows} or {@code blocks}
 * @param all    values, all of which the field has
 * @param prefix levels of a category from the top down, joined by {@code /}: the field is this category or below it
 * @param range  range of times of {@code published_at}, or of the numbers among the values of an attribute
 */
public record Clause(
        String field, List<String> any, List<String> all, @Nullable String prefix, @Nullable ValueRange range)
        implements
            FilterPart {

    static final String CATEGORY = "category";
    static final String TAG = "tag";
    static final String AUTHOR = "author";
    static final String CONTENT_ID = "content_id";
    public static final String RELATION = "relation";
    static final String FOLLOWS = "follows";
    static final String BLOCKS = "blocks";
    /** Field of a time. */
    public static final String PUBLISHED_AT = "published_at";

    /** Prefix of a field with the values of an attribute, whose name follows. */
    public static final String ATTRIBUTE = "attribute.";
    /** The fields other than those of attributes. */
    public static final List<String> FIELDS = List.of(CATEGORY, TAG, AUTHOR, RELATION, CONTENT_ID, PUBLISHED_AT);

    public Clause {
        any = List.copyOf(any);
        all = List.copyOf(all);
        boolean attribute = isAttribute(field);
        if (!attribute && !FIELDS.contains(field)) {
            throw invalid("unknown filter field '" + field
                    + "': expected category, tag, author, relation, attribute.NAME, content_id or published_at");
        }
        if (attribute) {
            String property = field.substring(ATTRIBUTE.length());
            Stream.concat(any.stream(), all.stream()).forEach(value -> new AttributeValue(property, value));
        }
        range = range == null || range.isUnbounded() ? null : range;
        boolean category = field.equals(CATEGORY);
        boolean time = field.equals(PUBLISHED_AT);
        boolean several = category || attribute || field.equals(TAG);
        int conditions = (any.isEmpty() ? 0 : 1) + (all.isEmpty() ? 0 : 1) + (prefix == null ? 0 : 1)
                + (range == null ? 0 : 1);
        boolean allowed = (any.isEmpty() || !time) && (all.isEmpty() || several) && (prefix == null || category)
                && (range == null || time || attribute);
        if (conditions != 1 || !allowed) {
            throw invalid("filter field '" + field + "' requires one of: "
                    + (time ? "" : "a non-empty 'any'") + (several ? ", a non-empty 'all'" : "")
                    + (category ? ", 'prefix'" : "") + (attribute ? ", " : "")
                    + (time || attribute ? "a range with 'gte' or 'gt', 'lte' or 'lt'" : ""));
        }
        if (field.equals(RELATION) && !List.of(FOLLOWS, BLOCKS).containsAll(any)) {
            throw invalid("filter field relation is " + any + ", expected follows or blocks");
        }
    }

    /** Returns the condition that a field has one of some values. */
    public static Clause any(String field, List<String> values) {
        return new Clause(field, values, List.of(), null, null);
    }

    /** Returns true if a field is {@code attribute.NAME}. */
    static boolean isAttribute(String field) {
        return field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length();
    }

    private static RecallException invalid(String message) {
        return new RecallException(RecallException.Code.INVALID, message);
    }

    @Override
    public String text() {
        if (range != null) {
            return field + range.text(field.equals(PUBLISHED_AT));
        }
        return prefix != null
                ? field + " " + prefix + " or below"
                : field + " " + (any.isEmpty() ? String.join(" and ", all) : String.join(" or ", any));
    }

    /** Returns the attribute's name in a field {@code attribute.NAME}. */
    String attribute() {
        return field.substring(ATTRIBUTE.length());
    }
}
