package io.graphrecall.content.attribute;

import io.graphrecall.content.text.PhraseFinder;
import io.graphrecall.schema.AttributeValue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads property values off titles: values that the catalogue knows, the longest at each place, if records of the same
 * widest category have them. A value is believed where it has proved right on the records whose property is known:
 * (hits + 2 x the property's precision) / (finds + 2) {@literal >=} .8. Immutable and
 * thread-safe once fitted.
 */
public final class AttributeModel {

    private static final double BELIEVED = 0.8;

    /** What a property's precision counts, in finds, for each of its values. */
    private static final double PRIOR = 2;

    private final PhraseFinder<AttributeValue> values = new PhraseFinder<>();
    private final Map<AttributeValue, Set<String>> categories = new HashMap<>();
    private final Map<AttributeValue, Tally> ofValue = new HashMap<>();
    private final Map<String, Tally> ofProperty = new HashMap<>();

    /** How often something was found, and was right. */
    private static final class Tally {

        private int finds;
        private int hits;

        void add(boolean hit) {
            finds++;
            hits += hit ? 1 : 0;
        }
    }

    private AttributeModel() {}

    /** Learns from records. */
    public static AttributeModel fit(List<AttributeExample> examples) {
        AttributeModel model = new AttributeModel();
        examples.forEach(model::learnValues);
        examples.forEach(model::learnPrecision);
        return model;
    }

    private void learnValues(AttributeExample example) {
        example.attributes().forEach((property, known) -> known.forEach(value -> {
            AttributeValue attribute = new AttributeValue(property, value);
            Set<String> there = categories.computeIfAbsent(attribute, one -> new HashSet<>());
            if (there.isEmpty()) {
                values.add(value, attribute);
            }
            there.add(example.category());
        }));
    }

    private void learnPrecision(AttributeExample example) {
        for (AttributeValue found : Set.copyOf(values.in(example.title()))) {
            List<String> known = example.attributes().get(found.property());
            if (known != null && fits(found, example.category())) {
                boolean hit = known.contains(found.value());
                ofValue.computeIfAbsent(found, value -> new Tally()).add(hit);
                ofProperty.computeIfAbsent(found.property(), property -> new Tally()).add(hit);
            }
        }
    }

    /**
     * The believed values that a title names: property to value, of several the one that proved right most.
     *
     * @param category the widest level; empty where it is not known
     */
    public Map<String, AttributeMatch> match(String title, String category) {
        Map<String, AttributeMatch> matches = new TreeMap<>();
        for (AttributeValue found : values.in(title)) {
            double precision = precision(found);
            if (precision >= BELIEVED && fits(found, category)) {
                matches.merge(found.property(), new AttributeMatch(found, (float) precision),
                        (a, b) -> b.score() > a.score() ? b : a);
            }
        }
        return matches;
    }

    private boolean fits(AttributeValue value, String category) {
        Set<String> there = categories.getOrDefault(value, Set.of());
        return category.isEmpty() || there.contains(category) || there.contains("");
    }

    private double precision(AttributeValue value) {
        Tally property = ofProperty.get(value.property());
        if (property == null) {
            return 0;
        }
        Tally own = ofValue.getOrDefault(value, new Tally());
        return (own.hits + PRIOR * property.hits / property.finds) / (own.finds + PRIOR);
    }
}
