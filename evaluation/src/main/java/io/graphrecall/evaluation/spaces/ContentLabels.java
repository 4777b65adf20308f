package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.LineListener;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The labels that a data set gives its contents. Immutable. */
final class ContentLabels {

    /** What contents have of one label. */
    static final class Label {

        private static final int[] NONE = {};

        private final Map<Object, Integer> numbers = new HashMap<>();
        private final int[][] values;

        private Label(int contents) {
            values = new int[contents][];
        }

        private void set(int content, List<?> given) {
            values[content] = given.stream().distinct()
                    .mapToInt(value -> numbers.computeIfAbsent(value, none -> numbers.size())).toArray();
        }

        /** The values of a content as numbers; not to be changed. */
        int[] of(int content) {
            return values[content] == null ? NONE : values[content];
        }

        /** One more than the highest number of a value. */
        int values() {
            return numbers.size();
        }

        /** The values by their numbers, in words. */
        List<String> names() {
            String[] names = new String[numbers.size()];
            numbers.forEach((value, number) -> names[number] = value instanceof List<?> path
                    ? path.stream().map(String::valueOf).collect(Collectors.joining("/"))
                    : value.toString());
            return List.of(names);
        }

        boolean agree(int one, int other) {
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

    /** @param contents those labels are wanted of */
    static ContentLabels read(DataSetFolder folder, NodeIndex contents) {
        ContentLabels all = new ContentLabels();
        folder.contents(line -> all.add(line.record(), contents), LineListener.IGNORE);
        return all;
    }

    private void add(Content content, NodeIndex contents) {
        int ordinal = contents.ordinal(content.id().key());
        if (ordinal < 0) {
            return;
        }
        BiConsumer<String, List<?>> set = (name, values) -> labels
                .computeIfAbsent(name, none -> new Label(contents.size())).set(ordinal, values);
        Description description = content.description();
        List<String> path = description.category();
        for (int level = 1; level <= path.size(); level++) {
            set.accept("category_" + level, List.of(new ArrayList<>(path.subList(0, level))));
        }
        description.attributes().forEach((property, values) -> set.accept("attribute." + property, values));
    }

    /** By name. */
    Map<String, Label> labels() {
        return labels;
    }
}
