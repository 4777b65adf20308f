package io.graphrecall.service.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Timestamp;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;

/**
 * A range of numbers, or of times in epoch milliseconds. An absent bound is null.
 *
 * @param gte lower bound, inclusive
 * @param gt  lower bound, exclusive
 * @param lte upper bound, inclusive
 * @param lt  upper bound, exclusive
 */
public record ValueRange(@Nullable Double gte, @Nullable Double gt, @Nullable Double lte, @Nullable Double lt) {

    public ValueRange {
        if ((gte != null && gt != null) || (lte != null && lt != null)) {
            throw new RecallException(RecallException.Code.INVALID,
                    "a range has 'gte' or 'gt', and 'lte' or 'lt', not both");
        }
    }

    /**
     * Parses a bound: a number, or a time by the rules of records; null if it is absent.
     *
     * @param endOfDay true if a date alone is the end of that day
     * @throws IllegalArgumentException with the predicate of an error message about the bound
     */
    public static @Nullable Double bound(@Nullable JsonNode json, boolean isTime, boolean endOfDay) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (isTime) {
            return (double) Timestamp.limit(json, endOfDay).toEpochMilli();
        }
        if (!json.isNumber()) {
            throw new IllegalArgumentException("is " + json + ", expected a number");
        }
        return json.doubleValue();
    }

    /** Returns true if there is no bound. */
    boolean isUnbounded() {
        return gte == null && gt == null && lte == null && lt == null;
    }

    DoublePredicate predicate() {
        double least = gte != null ? gte : gt != null ? Math.nextUp(gt) : Double.NEGATIVE_INFINITY;
        double greatest = lte != null ? lte : lt != null ? Math.nextDown(lt) : Double.POSITIVE_INFINITY;
        return value -> value >= least && value <= greatest;
    }

    /** @param format returns a bound in words */
    String text(DoubleFunction<String> format) {
        return (gte == null ? "" : " from " + format.apply(gte)) + (gt == null ? "" : " above " + format.apply(gt))
                + (lte == null ? "" : " up to " + format.apply(lte)) + (lt == null ? "" : " below " + format.apply(lt));
    }
}
