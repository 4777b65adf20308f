package io.graphrecall.retrieval;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.schema.AttributeValue;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ranges of numeric attributes, such as years and prices. A range is a feature like a value: {@code year=1990..2000} has
 * the years from 1990 to below 2000, and {@code year=..1950} the earlier ones. Ranges overlap, so near values share some
 * and distant values none. Immutable; thread-safe.
 */
public final class NumericRanges {

    private static final String NUMBER = "[+-]?\\d{1,15}(?:\\.\\d{1,9})?";
    private static final Predicate<String> IS_NUMBER = Pattern.compile(NUMBER).asMatchPredicate();
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")?\\.\\.(" + NUMBER + ")?");

    private final NodeIndex attributes;
    private final Map<String, List<Range>> byProperty = new HashMap<>();

    private record Range(double low, double high, int feature) {}

    /** @param attributes attribute features, with the ranges among them */
    public NumericRanges(NodeIndex attributes) {
        this.attributes = attributes;
        for (int feature = 0; feature < attributes.size(); feature++) {
            AttributeValue attribute = AttributeValue.ofKey(attributes.key(feature));
            Matcher range = RANGE.matcher(attribute.value());
            if (isRange(attribute.value()) && range.matches()) {
                byProperty.computeIfAbsent(attribute.property(), property -> new ArrayList<>()).add(new Range(
                        bound(range.group(1), Double.NEGATIVE_INFINITY),
                        bound(range.group(2), Double.POSITIVE_INFINITY),
                        feature));
            }
        }
    }

    private static double bound(@Nullable String number, double open) {
        return number == null ? open : Double.parseDouble(number);
    }

    /** Returns true if a value is a range. */
    public static boolean isRange(String value) {
        return value.length() > 2 && RANGE.matcher(value).matches();
    }

    /** Returns the number that a value is; empty if it is none. */
    public static Optional<BigDecimal> number(String value) {
        return IS_NUMBER.test(value) ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }

    /**
     * Adds the features of an attribute: its value, if it is known, and its ranges. Their squares add up to 1. A range that
     * several values share counts once, with the largest weight.
     */
    public void addFeatures(AttributeValue attribute, SparseSum sum) {
        double number = number(attribute.value()).map(BigDecimal::doubleValue).orElse(Double.NaN);
        List<Range> ranges = byProperty.getOrDefault(attribute.property(), List.of()).stream()
                .filter(range -> range.low <= number && number < range.high).toList();
        float weight = (float) (1 / Math.sqrt(1 + ranges.size()));
        int value = attributes.ordinal(attribute.key());
        if (value >= 0) {
            sum.raise(value, weight);
        }
        ranges.forEach(range -> sum.raise(range.feature, weight));
    }
}
