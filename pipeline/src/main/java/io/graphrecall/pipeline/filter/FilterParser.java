package io.graphrecall.pipeline.filter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.graphrecall.schema.FieldError;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The filter language of requests and of scenes in the settings: conditions on fields of a content, combined by {@code must},
 * {@code should} and {@code must_not}. Immutable; thread-safe.
 */
public final class FilterParser {

    private final int maxDepth;
    private final int maxParts;
    private final Check check;

    /** Checks what the language leaves open about a condition on a field, such as the attributes that contents have. */
    @FunctionalInterface
    public interface Check {

        /** @param errors gets an error for each wrong key, with a pointer from the condition and the predicate */
        void check(Condition condition, BiConsumer<String, String> errors);
    }

    /** A filter as it is written. Null keys are absent. */
    public record Filter(
            @Nullable List<@Nullable Condition> must,
            @Nullable List<@Nullable Condition> should,
            @Nullable List<@Nullable Condition> mustNot) {}

    /** A condition on a field, or a filter inside the filter, as it is written. Null keys are absent. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Condition(
            @Nullable String field,
            @Nullable List<@Nullable String> any,
            @Nullable List<@Nullable String> all,
            @Nullable String prefix,
            @Nullable JsonNode gte,
            @Nullable JsonNode gt,
            @Nullable JsonNode lte,
            @Nullable JsonNode lt,
            @Nullable List<@Nullable Condition> must,
            @Nullable List<@Nullable Condition> should,
            @Nullable List<@Nullable Condition> mustNot) {

        /** Returns the condition that a part of a filter is parsed from. */
        public static Condition of(FilterPart part) {
            return switch (part) {
                case FilterGroup group -> new Condition(null, null, null, null, null, null, null, null,
                        of(group.must()), of(group.should()), of(group.mustNot()));
                case Clause clause -> {
                    ValueRange range = clause.range();
                    boolean time = clause.field().equals(Clause.PUBLISHED_AT);
                    yield range == null
                            ? new Condition(clause.field(), clause.any(), clause.all(), clause.prefix(), null, null,
                                    null, null, null, null, null)
                            : new Condition(clause.field(), null, null, null, json(range.gte(), time),
                                    json(range.gt(), time), json(range.lte(), time), json(range.lt(), time), null, null,
                                    null);
                }
            };
        }

        /** Returns the conditions of parts. */
        public static List<@Nullable Condition> of(List<FilterPart> parts) {
            List<@Nullable Condition> conditions = new ArrayList<>(parts.size());
            parts.forEach(part -> conditions.add(of(part)));
            return conditions;
        }

        private static @Nullable JsonNode json(ValueRange.@Nullable Bound bound, boolean time) {
            return bound == null
                    ? null
                    : time ? TextNode.valueOf(bound.time()) : DoubleNode.valueOf(bound.value());
        }

        private boolean isGroup() {
            return must != null || should != null || mustNot != null;
        }

        private boolean hasFieldKeys() {
            return Stream.of(field, any, all, prefix, gte, gt, lte, lt).anyMatch(Objects::nonNull);
        }
    }

    /** Parses without limits and further checks. */
    public FilterParser() {
        this(Integer.MAX_VALUE, Integer.MAX_VALUE, (condition, errors) -> {
        });
    }

    /**
     * @param maxDepth maximum number of nested filters, 1 for a filter without filters inside
     * @param maxParts maximum number of conditions and nested filters
     */
    public FilterParser(int maxDepth, int maxParts, Check check) {
        this.maxDepth = maxDepth;
        this.maxParts = maxParts;
        this.check = check;
    }

    /**
     * Parses a filter.
     *
     * @param filter null for none
     * @param errors gets an error for each wrong key: a JSON pointer from the filter and the predicate. The result is then
     *               to be ignored
     */
    public FilterGroup parse(@Nullable Filter filter, BiConsumer<String, String> errors) {
        if (filter == null) {
            return FilterGroup.NONE;
        }
        Parts parts = new Parts(errors);
        FilterGroup group = parts.group("", filter.must, filter.should, filter.mustNot, 1);
        if (parts.count > maxParts) {
            errors.accept("", "has more than " + maxParts + " clauses");
        }
        return group;
    }

    /** The parts of one filter. */
    private final class Parts {

        private final BiConsumer<String, String> errors;
        private int count;

        Parts(BiConsumer<String, String> errors) {
            this.errors = errors;
        }

        FilterGroup group(
                String pointer,
                @Nullable List<@Nullable Condition> must,
                @Nullable List<@Nullable Condition> should,
                @Nullable List<@Nullable Condition> mustNot,
                int depth) {
            if (depth > maxDepth) {
                errors.accept(pointer, "is nested deeper than " + maxDepth + " levels");
                return FilterGroup.NONE;
            }
            if (depth > 1 && Stream.of(must, should, mustNot).allMatch(list -> list == null || list.isEmpty())) {
                errors.accept(pointer, "has no clause in must, should and must_not");
            }
            return new FilterGroup(list(pointer + "/must", must, depth), list(pointer + "/should", should, depth),
                    list(pointer + "/must_not", mustNot, depth));
        }

        private List<FilterPart> list(String pointer, @Nullable List<@Nullable Condition> conditions, int depth) {
            List<FilterPart> parts = new ArrayList<>(0);
            for (int i = 0; conditions != null && i < conditions.size() && ++count <= maxParts; i++) {
                Condition condition = conditions.get(i);
                String at = pointer + "/" + i;
                if (condition == null) {
                    errors.accept(at, "is null, expected an object");
                } else if (!condition.isGroup()) {
                    Clause clause = clause(at, condition);
                    if (clause != null) {
                        parts.add(clause);
                    }
                } else if (condition.hasFieldKeys()) {
                    errors.accept(at, "has both a field and must, should or must_not");
                } else {
                    parts.add(group(at, condition.must, condition.should, condition.mustNot, depth + 1));
                }
            }
            return parts;
        }

        private @Nullable Clause clause(String at, Condition condition) {
            String field = condition.field;
            if (field == null) {
                errors.accept(at + "/field", "is missing");
                return null;
            }
            List<FieldError> found = new ArrayList<>(0);
            check.check(condition, (pointer, reason) -> found.add(new FieldError(at + pointer, reason)));
            List<String> any = strings(at + "/any", condition.any, found);
            List<String> all = strings(at + "/all", condition.all, found);
            boolean time = field.equals(Clause.PUBLISHED_AT);
            ValueRange.Bound gte = bound(at + "/gte", condition.gte, time, false, found);
            ValueRange.Bound gt = bound(at + "/gt", condition.gt, time, true, found);
            ValueRange.Bound lte = bound(at + "/lte", condition.lte, time, true, found);
            ValueRange.Bound lt = bound(at + "/lt", condition.lt, time, false, found);
            if (found.isEmpty()) {
                try {
                    return new Clause(field, any, all, condition.prefix, new ValueRange(gte, gt, lte, lt));
                } catch (RecallException | IllegalArgumentException e) {
                    found.add(new FieldError(at, String.valueOf(e.getMessage())));
                }
            }
            found.forEach(error -> errors.accept(error.pointer(), error.reason()));
            return null;
        }

        private static List<String> strings(
                String pointer, @Nullable List<@Nullable String> given, List<FieldError> found) {
            List<String> strings = new ArrayList<>(0);
            for (int i = 0; given != null && i < given.size(); i++) {
                String string = given.get(i);
                if (string == null) {
                    found.add(new FieldError(pointer + "/" + i, "is null, expected a string"));
                } else {
                    strings.add(string);
                }
            }
            return strings;
        }

        private static ValueRange.@Nullable Bound bound(
                String pointer, @Nullable JsonNode json, boolean time, boolean endOfDay, List<FieldError> found) {
            try {
                return ValueRange.bound(json, time, endOfDay);
            } catch (IllegalArgumentException e) {
                found.add(new FieldError(pointer, String.valueOf(e.getMessage())));
                return null;
            }
        }
    }
}
