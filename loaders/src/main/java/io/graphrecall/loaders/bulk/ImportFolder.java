package io.graphrecall.loaders.bulk;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Folder of the CSV files of an import. Each file has its columns in the first line. Not thread-safe. */
final class ImportFolder implements AutoCloseable {

    private final Path path;
    private final Map<CsvFile, String> nodes = new LinkedHashMap<>();
    private final Map<CsvFile, String> relationships = new LinkedHashMap<>();

    ImportFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Creates a file of nodes.
     *
     * @param columns all columns
     */
    CsvFile nodes(String label, List<String> columns) throws IOException {
        return create(nodes, label, label.toLowerCase(Locale.ROOT), columns);
    }

    /**
     * Creates a file of relationships of one type between nodes of two labels.
     *
     * @param properties columns of the properties
     */
    CsvFile relationships(RelationshipType type, NodeLabel source, NodeLabel target, List<String> properties)
            throws IOException {
        List<String> columns = new ArrayList<>(
                List.of(":START_ID(" + source.label() + ")", ":END_ID(" + target.label() + ")"));
        columns.addAll(properties);
        return create(relationships, type.name(), (source.label() + "-" + type + "-" + target.label())
                .toLowerCase(Locale.ROOT), columns);
    }

    private CsvFile create(Map<CsvFile, String> files, String name, String stem, List<String> columns)
            throws IOException {
        CsvFile file = new CsvFile(path.resolve("%s-%d.csv".formatted(stem, files.size())));
        files.put(file, name);
        file.write(columns.toArray(String[]::new));
        return file;
    }

    /** Closes the files and returns the import. */
    ImportFiles finish(char arrayDelimiter) throws IOException {
        close();
        return ImportFiles.of(path, nodes, relationships, arrayDelimiter);
    }

    @Override
    public void close() throws IOException {
        for (CsvFile file : nodes.keySet()) {
            file.close();
        }
        for (CsvFile file : relationships.keySet()) {
            file.close();
        }
    }
}
