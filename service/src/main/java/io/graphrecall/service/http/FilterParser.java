package io.graphrecall.service.http;

import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.FilterPart;
import io.graphrecall.pipeline.filter.ValueRange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parses and validates the filters of requests, within the limits of the contract. Thread-safe. */
final class FilterParser {

    private static final List<String> FIELDS_WITHOUT_USER = Clause.FIELDS.stream()
            .filter(field -> !field.equals(Clause.RELATION)).toList();

    private final FieldSchema names;
    private final FieldSchema values;
    private final int maxDepth;
    private final int maxParts;

    FilterParser(Contract contract) {
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
            RecallRequestBody.@Nullable Filter filter, boolean hasUser, boolean anyAttribute, ServingSnapshot snapshot,
            FieldErrors errors) {
        if (filter == null) {
            return FilterGroup.NONE;
        }
        Parts parts = new Parts(hasUser ? Clause.FIELDS : FIELDS_WITHOUT_USER, anyAttribute, snapshot, errors);
        FilterGroup group = parts.group("/filter", filter.must(), filter.should(), filter.mustNot(), 1);
        if (parts.count > maxParts) {
            errors.add("/filter", "has more than " + maxParts + " clauses");
        }
        return group;
    }

    /** The parts of one filter. */
    private final class Parts {

        private final List<String> fields;
        private final boolean anyAttribute;
        private final ServingSnapshot snapshot;
        private final FieldErrors errors;
        private int count;

        Parts(List<String> fields, boolean anyAttribute, ServingSnapshot snapshot, FieldErrors errors) {
            this.fields = fields;
            this.anyAttribute = anyAttribute;
            this.snapshot = snapshot;
            this.errors = errors;
        }

        FilterGroup group(
                String pointer,
                @Nullable List<RecallRequestBody.Condition> must,
                @Nullable List<RecallRequestBody.Condition> should,
                @Nullable List<RecallRequestBody.Condition> mustNot,
                int depth) {
            if (depth > maxDepth) {
                errors.add(pointer, "is nested deeper than " + maxDepth + " levels");
                return FilterGroup.NONE;
            }
            if (depth > 1 && Stream.of(must, should, mustNot).allMatch(list -> list == null || list.isEmpty())) {
                errors.add(pointer, "has no clause in must, should and must_not");
            }
            return new FilterGroup(list(pointer + "/must", must, depth), list(pointer + "/should", should, depth),
                    list(pointer + "/must_not", mustNot, depth));
        }

        private List<FilterPart> list(
                String pointer, @Nullable List<RecallRequestBody.Condition> conditions, int depth) {
            List<FilterPart> parts = new ArrayList<>(0);
            for (int i = 0; conditions != null && i < conditions.size() && ++count <= maxParts; i++) {
                RecallRequestBody.Condition condition = conditions.get(i);
                String at = pointer + "/" + i;
                if (condition == null) {
                    errors.add(at, "is null, expected an object");
                } else if (condition.must() != null || condition.should() != null || condition.mustNot() != null) {
                    if (condition.hasFieldKeys()) {
                        errors.add(at, "has both a field and must, should or must_not");
                    } else {
                        parts.add(group(at, condition.must(), condition.should(), condition.mustNot(), depth + 1));
                    }
                } else {
                    Clause clause = errors.value(at, () -> clause(condition));
                    if (clause != null) {
                        parts.add(clause);
                    }
                }
            }
            return parts;
        }

        private Clause clause(RecallRequestBody.Condition condition) {
            FieldErrors ofClause = new FieldErrors();
            String field = condition.field();
            if (field == null) {
                throw new InvalidRecordException("/field", "is missing");
            }
            String unknown = names.checkLength("/field", field, ofClause)
                    && !(anyAttribute && field.startsWith(Clause.ATTRIBUTE))
                            ? ContentFields.error(field, fields, Clause.ATTRIBUTE, snapshot)
                            : null;
            if (unknown != null) {
                ofClause.add("/field", unknown);
            }
            List<String> any = values.strings("/any", condition.any(), ofClause);
            List<String> all = values.strings("/all", condition.all(), ofClause);
            boolean time = field.equals(Clause.PUBLISHED_AT);
            ValueRange.Bound gte = ofClause.value("/gte", () -> ValueRange.bound(condition.gte(), time, false));
            ValueRange.Bound gt = ofClause.value("/gt", () -> ValueRange.bound(condition.gt(), time, true));
            ValueRange.Bound lte = ofClause.value("/lte", () -> ValueRange.bound(condition.lte(), time, true));
            ValueRange.Bound lt = ofClause.value("/lt", () -> ValueRange.bound(condition.lt(), time, false));
            ofClause.check();
            return new Clause(field, any, all, condition.prefix(), new ValueRange(gte, gt, lte, lt));
        }
    }
}
