package io.graphrecall.service.filter;

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
