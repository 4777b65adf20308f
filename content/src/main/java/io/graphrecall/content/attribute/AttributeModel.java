package io.graphrecall.content.attribute;

import io.graphrecall.content.classify.Source;
import io.graphrecall.content.text.PhraseFinder;
import io.graphrecall.schema.AttributeValue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Extracts attributes from titles. Candidates are the values of the catalogue that the title contains, the longest at
 * each position, if records of the same top-level category have them. A value is accepted if its smoothed precision on
 * records with a known property is at least 0.8: (hits + 2 x precision of the property) / (finds + 2). Immutable and
 * thread-safe after fitting.
 */
public final class AttributeModel {

    private static final double MIN_PRECISION = 0.8;

    /** Weight of the property's precision, in finds, for the smoothed precision of a value. */
    private static final double PRIOR_WEIGHT = 2;

    private final PhraseFinder<AttributeValue> values = new PhraseFinder<>();
    private final Map<AttributeValue, Set<String>> categories = new HashMap<>();
    private final Map<AttributeValue, Counts> countsByValue = new HashMap<>();
    private final Map<String, Counts> countsByProperty = new HashMap<>();

    /** Number of finds and of correct finds. */
    private static final class Counts {

        private int finds;
        private int hits;

        void add(boolean hit) {
            finds++;
            hits += hit ? 1 : 0;
        }
    }

    private AttributeModel() {}

    /** Fits a model to records. */
    public static AttributeModel fit(List<AttributeExample> examples) {
        AttributeModel model = new AttributeModel();
        examples.forEach(model::learnValues);
        examples.forEach(model::learnPrecision);
        return model;
    }

    private void learnValues(AttributeExample example) {
        example.attributes().forEach((property, known) -> known.forEach(value -> {
            AttributeValue attribute = new AttributeValue(property, value);
            Set<String> valueCategories = categories.computeIfAbsent(attribute, key -> new HashSet<>());
            if (valueCategories.isEmpty()) {
                values.add(value, attribute);
            }
            valueCategories.add(example.category());
        }));
    }

    private void learnPrecision(AttributeExample example) {
        for (AttributeValue found : Set.copyOf(values.in(example.title()))) {
            List<String> known = example.attributes().get(found.property());
            if (known != null && isCategoryOf(found, example.category())) {
                boolean hit = known.contains(found.value());
                countsByValue.computeIfAbsent(found, value -> new Counts()).add(hit);
                countsByProperty.computeIfAbsent(found.property(), property -> new Counts()).add(hit);
            }
        }
    }

    /**
     * Returns the attributes of a title by property, for each property the value of highest precision.
     *
     * @param category top level of the category; empty if unknown
     */
    public Map<String, AttributeMatch> match(String title, String category) {
        Map<String, AttributeMatch> matches = new TreeMap<>();
        for (AttributeValue found : values.in(title)) {
            double precision = precision(found);
            if (precision >= MIN_PRECISION && isCategoryOf(found, category)) {
                matches.merge(found.property(), new AttributeMatch(found, (float) precision, Source.TEXT),
                        (a, b) -> b.score() > a.score() ? b : a);
            }
        }
        return matches;
    }

    private boolean isCategoryOf(AttributeValue value, String category) {
        Set<String> valueCategories = categories.getOrDefault(value, Set.of());
        return category.isEmpty() || valueCategories.contains(category) || valueCategories.contains("");
    }

    private double precision(AttributeValue value) {
        Counts property = countsByProperty.get(value.property());
        if (property == null) {
            return 0;
        }
        Counts own = countsByValue.getOrDefault(value, new Counts());
        return (own.hits + PRIOR_WEIGHT * property.hits / property.finds) / (own.finds + PRIOR_WEIGHT);
    }
}
