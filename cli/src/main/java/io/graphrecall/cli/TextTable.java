package io.graphrecall.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Table as lines of text with padded columns. */
final class TextTable {

    private TextTable() {}

    static List<String> of(List<String> columns, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(rows);
        lines.addFirst(columns);
        List<Integer> widths = IntStream.range(0, columns.size())
                .mapToObj(column -> Collections.max(lines.stream().map(line -> line.get(column).length()).toList()))
                .toList();
        return lines.stream().map(line -> IntStream.range(0, columns.size())
                .mapToObj(column -> line.get(column) + " ".repeat(widths.get(column) - line.get(column).length()))
                .collect(Collectors.joining("  ")).stripTrailing()).toList();
    }
}
