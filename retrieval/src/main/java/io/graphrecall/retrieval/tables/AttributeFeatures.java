package io.graphrecall.retrieval.tables;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.RelationshipType.HAS_ATTRIBUTE;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.NumericRanges;
import io.graphrecall.schema.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Features of attributes: the values and, for numeric properties, overlapping {@link NumericRanges}. Ranges end at the
 * deciles of the contents' values; each one covers two neighbouring tenths.
 *
 * @param index   attributes in the order of the graph, then ranges
 * @param closure attribute to its features
 */
record AttributeFeatures(NodeIndex index, CsrTable closure) {

    private static final int PARTS = 10;

    /** Minimum number of different values: fewer are names, such as ratings from 1 to 5. */
    private static final int MIN_VALUES = 8;

    /** Minimum share of different values that are numbers. */
    private static final double MIN_NUMERIC = 0.9;

    static AttributeFeatures of(HeteroGraph graph) {
        NodeIndex attributes = graph.nodes(ATTRIBUTE);
        int[] contents = new int[attributes.size()];
        for (int attribute : graph.adjacency(new Hop(CONTENT, HAS_ATTRIBUTE, ATTRIBUTE)).columnArray()) {
            contents[attribute]++;
        }
        Map<String, Integer> values = new TreeMap<>();
        Map<String, TreeMap<BigDecimal, Integer>> numbers = new HashMap<>();
        for (int attribute = 0; attribute < contents.length; attribute++) {
            AttributeValue value = AttributeValue.ofKey(attributes.key(attribute));
            values.merge(value.property(), 1, Integer::sum);
            Optional<BigDecimal> number = NumericRanges.number(value.value());
            if (number.isPresent()) {
                numbers.computeIfAbsent(value.property(), property -> new TreeMap<>())
                        .merge(number.get(), contents[attribute], Integer::sum);
            }
        }
        List<String> keys = new ArrayList<>(attributes.keys());
        values.forEach((property, count) -> {
            TreeMap<BigDecimal, Integer> ofProperty = numbers.getOrDefault(property, new TreeMap<>());
            if (ofProperty.size() >= Math.max(MIN_VALUES, MIN_NUMERIC * count)) {
                ranges(deciles(ofProperty)).map(range -> new AttributeValue(property, range).key())
                        .filter(key -> attributes.ordinal(key) < 0).forEach(keys::add);
            }
        });
        NodeIndex index = NodeIndex.of(keys);
        return new AttributeFeatures(index, closure(attributes, index));
    }

    private static CsrTable closure(NodeIndex attributes, NodeIndex index) {
        NumericRanges ranges = new NumericRanges(index);
        CsrTable.Builder closure = CsrTable.builder(index.size());
        SparseSum sum = new SparseSum();
        for (String key : attributes.keys()) {
            sum.clear();
            ranges.addFeatures(AttributeValue.ofKey(key), sum);
            SparseVector features = sum.top(Integer.MAX_VALUE);
            closure.row(features.ordinals(), features.weights(), features.size());
        }
        return closure.build();
    }

    /** Returns the distinct values at which a tenth of the contents ends. */
    private static List<String> deciles(TreeMap<BigDecimal, Integer> numbers) {
        long total = numbers.values().stream().mapToLong(Integer::longValue).sum();
        List<String> deciles = new ArrayList<>();
        long before = 0;
        long lastPart = 0;
        for (Map.Entry<BigDecimal, Integer> number : numbers.entrySet()) {
            long part = before * PARTS / Math.max(1, total);
            before += number.getValue();
            if (part > lastPart && part < PARTS) {
                lastPart = part;
                deciles.add(number.getKey().stripTrailingZeros().toPlainString());
            }
        }
        return deciles;
    }

    /** Returns the ranges of two neighbouring parts, and the first and the last part, so that each value has two ranges. */
    private static Stream<String> ranges(List<String> ends) {
        int size = ends.size();
        return size < 2
                ? Stream.of()
                : IntStream.rangeClosed(-1, size).mapToObj(part -> (part <= 0 ? "" : ends.get(part - 1)) + ".."
                        + (part >= size - 1 ? "" : ends.get(part + 1)));
    }
}
