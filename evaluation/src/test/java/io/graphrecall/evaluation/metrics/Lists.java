package io.graphrecall.evaluation.metrics;

import io.graphrecall.evaluation.lists.RecallList;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Test lists. */
final class Lists {

    private Lists() {}

    /** Creates a list from entries "id" or "id:channel+channel". */
    static RecallList list(String... contents) {
        return new RecallList("u", Stream.of(contents).map(Lists::entry).toList());
    }

    /** Creates a list of the contents c1 to cN. */
    static RecallList numbered(int size) {
        return new RecallList("u", IntStream.rangeClosed(1, size).mapToObj(n -> entry("c" + n)).toList());
    }

    private static RecallList.Entry entry(String text) {
        String[] parts = text.split(":");
        return new RecallList.Entry(parts[0], 1, parts.length == 1 ? List.of() : List.of(parts[1].split("\\+")));
    }
}
