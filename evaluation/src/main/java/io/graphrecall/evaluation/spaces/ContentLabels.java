package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Labels of contents from a data set: category levels and attributes. Immutable. */
final class ContentLabels {

    /** Values of one label by content. */
    static final class Label {

        private static final int[] NONE = {};

        private final Map<Object, Integer> valueIds = new HashMap<>();
        private final int[][] values;

        private Label(int contents) {
            values = new int[contents][];
        }

        private void set(int content, List<?> labelValues) {
            values[content] = labelValues.stream().distinct()
                    .mapToInt(value -> valueIds.computeIfAbsent(value, unseen -> valueIds.size())).toArray();
        }

        /** Returns the value ids of a content. The caller must not change the array. */
        int[] of(int content) {
            return values[content] == null ? NONE : values[content];
        }

        /** Returns the number of distinct values; ids run from 0. */
        int valueCount() {
            return valueIds.size();
        }

        /** Returns the names of the values by id. */
        List<String> names() {
            String[] names = new String[valueIds.size()];
            valueIds.forEach((value, id) -> names[id] = value instanceof List<?> path
                    ? path.stream().map(String::valueOf).collect(Collectors.joining("/"))
                    : value.toString());
            return List.of(names);
        }

        boolean shareValue(int one, int other) {
            for (int value : of(one)) {
                for (int otherValue : of(other)) {
                    if (value == otherValue) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private final Map<String, Label> labels = new TreeMap<>();

    private ContentLabels() {}

    /** @param contents contents to read labels of */
    static ContentLabels read(DataSetFolder folder, NodeIndex contents) {
        ContentLabels all = new ContentLabels();
        folder.contents(content -> all.add(content, contents));
        return all;
    }

    private void add(Content content, NodeIndex contents) {
        int ordinal = contents.ordinal(content.id().key());
        if (ordinal < 0) {
            return;
        }
        BiConsumer<String, List<?>> set = (name, values) -> labels
                .computeIfAbsent(name, unseen -> new Label(contents.size())).set(ordinal, values);
        Description description = content.description();
        Map<String, List<List<String>>> byLevel = new LinkedHashMap<>();
        for (List<String> path : description.categories()) {
            for (int level = 1; level <= path.size(); level++) {
                byLevel.computeIfAbsent("category_" + level, unseen -> new ArrayList<>())
                        .add(new ArrayList<>(path.subList(0, level)));
            }
        }
        byLevel.forEach(set);
        description.attributes().forEach((property, values) -> set.accept("attribute." + property, values));
    }

    /** Returns the labels by name. */
    Map<String, Label> labels() {
        return labels;
    }
}
