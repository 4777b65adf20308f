package io.graphrecall.service.http;

import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.FilterParser;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.BiConsumer;

/** Validates the filters of requests: within the limits of the contract, on fields that contents have. Thread-safe. */
final class FilterSchema {

    private static final List<String> FIELDS_WITHOUT_USER = Clause.FIELDS.stream()
            .filter(field -> !field.equals(Clause.RELATION)).toList();

    private final FieldSchema names;
    private final FieldSchema values;
    private final int maxDepth;
    private final int maxParts;

    FilterSchema(Contract contract) {
        FieldSchema filter = contract.schema("Filter");
        names = contract.schema("Clause").field("field");
        values = contract.schema("Clause").field("any");
        maxDepth = filter.number("x-max-depth");
        maxParts = filter.number("x-max-clauses");
    }

    /**
     * Parses the field {@code filter} of a body, null for none.
     *
     * @param hasUser      true if the request has a user, to whom authors have a relation
     * @param anyAttribute true to accept attributes that no content has
     * @param errors       gets an error for each invalid field
     */
    FilterGroup parse(
            FilterParser.@Nullable Filter filter, boolean hasUser, boolean anyAttribute, ServingSnapshot snapshot,
            FieldErrors errors) {
        List<String> fields = hasUser ? Clause.FIELDS : FIELDS_WITHOUT_USER;
        return new FilterParser(maxDepth, maxParts, (condition, found) -> {
            String field = String.valueOf(condition.field());
            checkName(field, fields, anyAttribute, snapshot, found);
            checkSize("/any", condition.any(), found);
            checkSize("/all", condition.all(), found);
        }).parse(filter, (pointer, reason) -> errors.add("/filter" + pointer, reason));
    }

    private void checkName(
            String field, List<String> fields, boolean anyAttribute, ServingSnapshot snapshot,
            BiConsumer<String, String> found) {
        FieldErrors errors = new FieldErrors();
        if (!names.checkLength("/field", field, errors)) {
            errors.forEach(found);
        } else if (!anyAttribute || !field.startsWith(Clause.ATTRIBUTE)) {
            String unknown = ContentFields.error(field, fields, Clause.ATTRIBUTE, snapshot);
            if (unknown != null) {
                found.accept("/field", unknown);
            }
        }
    }

    private void checkSize(String pointer, @Nullable List<@Nullable String> given, BiConsumer<String, String> found) {
        FieldErrors errors = new FieldErrors();
        if (given != null && !values.checkSize(pointer, given.size(), errors)) {
            errors.forEach(found);
        }
    }
}
