package io.graphrecall.loaders.bulk;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files of nodes. A column of a file has one type, so the nodes with another type of a property are in a separate file.
 * All nodes are announced before the first is written, because the columns and the delimiter of lists depend on all.
 * Not thread-safe.
 */
final class NodeFiles {

    /** Delimiters of lists that people can read. */
    private static final String READABLE_DELIMITERS = ";|~^\t";

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    private final ImportFolder folder;

    /** Type of each property of a label: that of its first value. */
    private final Map<NodeLabel, SortedMap<String, PropertyType>> types = new EnumMap<>(NodeLabel.class);

    /** Files of a label by the properties that have another type in them. */
    private final Map<NodeLabel, Map<Map<String, PropertyType>, CsvFile>> files = new EnumMap<>(NodeLabel.class);

    /** Characters of texts in lists. */
    private final BitSet used = new BitSet();

    NodeFiles(ImportFolder folder) {
        this.folder = folder;
    }

    /**
     * Announces properties of a node.
     *
     * @throws RecallException with code INVALID if a name has a line break, which the importer does not read in a header
     */
    void announce(NodeLabel label, Map<String, Object> properties) {
        SortedMap<String, PropertyType> ofLabel = types.computeIfAbsent(label, absent -> new TreeMap<>());
        properties.forEach((name, value) -> {
            if (ofLabel.putIfAbsent(name, PropertyType.of(value)) == null && LINE_BREAK.matcher(name).find()) {
                throw new RecallException(Code.INVALID, "property '" + LINE_BREAK.matcher(name).replaceAll(" ")
                        + "' has a line break in its name, which Neo4j's importer does not read: load without the importer");
            }
            if (value instanceof List<?> list) {
                list.forEach(element -> announce(element.toString()));
            }
        });
    }

    /** Announces a text in a list. */
    void announce(String element) {
        for (int i = 0; i < element.length(); i++) {
            used.set(element.charAt(i));
        }
    }

    void write(NodeLabel label, String key, Map<String, Object> properties) throws IOException {
        SortedMap<String, PropertyType> columns = types.getOrDefault(label, new TreeMap<>());
        Map<String, PropertyType> other = new HashMap<>();
        properties.forEach((name, value) -> {
            if (PropertyType.of(value) != columns.get(name)) {
                other.put(name, PropertyType.of(value));
            }
        });
        String[] row = new String[columns.size() + 1];
        row[0] = key;
        int column = 1;
        for (String name : columns.keySet()) {
            Object value = properties.get(name);
            row[column++] = value == null ? null : text(value);
        }
        file(label, columns, other).write(row);
    }

    /** Returns a character that no text in a list contains. */
    char listDelimiter() {
        return (char) READABLE_DELIMITERS.chars().filter(c -> !used.get(c)).findFirst()
                .orElseGet(this::unusedCharacter);
    }

    /** Returns the first character from that before the surrogates down, so that common scripts do not matter. */
    private int unusedCharacter() {
        return used.previousClearBit(Character.MIN_SURROGATE - 1);
    }

    private String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(String.valueOf(listDelimiter())))
                : value.toString();
    }

    private CsvFile file(NodeLabel label, SortedMap<String, PropertyType> columns, Map<String, PropertyType> other)
            throws IOException {
        Map<Map<String, PropertyType>, CsvFile> ofLabel = files.computeIfAbsent(label, absent -> new LinkedHashMap<>());
        CsvFile file = ofLabel.get(other);
        if (file == null) {
            List<String> header = new ArrayList<>();
            header.add(label.keyProperty() + ":ID(" + label.label() + ")");
            columns.forEach((name, type) -> header.add(other.getOrDefault(name, type).column(name)));
            file = folder.nodes(label.label(), header);
            ofLabel.put(other, file);
        }
        return file;
    }
}
