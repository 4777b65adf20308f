package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's own layout: a file for each kind of records, as JSON Lines, CSV or Parquet. */
final class RecallFolder implements Adapter {

    private static final String PARQUET = ".parquet";
    /** The column of a vector. */
    private static final String VECTOR = "vector";
    private static final List<String> FORMS = List.of(".jsonl", ".jsonl.gz", ".csv", ".csv.gz", PARQUET);

    /** The files that are looked for, in words. */
    static String files() {
        return Arrays.stream(DataFile.values()).map(DataFile::stem).collect(Collectors.joining(", "))
                + " as .jsonl, .csv, their .gz or .parquet";
    }

    /** A {@code tags} file alone says nothing: other layouts have one too. */
    @Override
    public boolean recognises(Path folder) {
        Map<DataFile, List<RecordSource>> sources = sources(folder);
        return sources.keySet().stream().anyMatch(kind -> kind != DataFile.TAGS)
                || (sources.containsKey(DataFile.TAGS) && !Files.exists(folder.resolve("ratings.csv")));
    }

    @Override
    public Map<DataFile, List<RecordSource>> sources(Path folder) {
        Map<DataFile, List<RecordSource>> sources = new EnumMap<>(DataFile.class);
        for (DataFile kind : EnumSet.complementOf(EnumSet.of(DataFile.VECTORS))) {
            List<Path> found = FORMS.stream().map(form -> folder.resolve(kind.stem() + form))
                    .filter(Files::isRegularFile).toList();
            if (found.size() > 1) {
                throw new RecallException(Code.INVALID, found.stream().map(Path::toString)
                        .collect(Collectors.joining(" and ")) + " are forms of one file: keep one");
            }
            found.forEach(file -> sources.put(kind, List.of(source(kind, file))));
        }
        Path vectors = folder.resolve(DataFile.VECTORS.stem());
        if (Files.isDirectory(vectors)) {
            List<RecordSource> spaces = SourceFolders.files(vectors, name -> name.endsWith(PARQUET)).stream()
                    .map(RecallFolder::space).toList();
            if (!spaces.isEmpty()) {
                sources.put(DataFile.VECTORS, spaces);
            }
        }
        return sources;
    }

    private static RecordSource source(DataFile kind, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(PARQUET)) {
            return RecordSource.parquet(file).with(FlatRecord::of);
        }
        return Stream.of(".csv", ".csv.gz").anyMatch(name::endsWith)
                ? RecordSource.rows(file, Dialect.CSV, required(kind)).with(FlatRecord::of)
                : RecordSource.jsonLines(file);
    }

    /** A file of vectors: the name of their space, a column with contents' ids, and one with the vectors. */
    private static RecordSource space(Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - PARQUET.length());
        RecordSource rows = RecordSource.parquet(file);
        return new RecordSource(DataFile.VECTORS.stem() + "/" + fileName, rows.opening())
                .with(row -> inSpace(name, row));
    }

    /** A row of a file of vectors as a record that says which space the vector is of. */
    static JsonNode inSpace(String space, JsonNode row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        row.propertyStream().filter(field -> !field.getKey().equals(VECTOR))
                .forEach(field -> record.set(field.getKey(), field.getValue()));
        if (row.has(VECTOR)) {
            record.putObject(DataFile.VECTORS.stem()).set(space, row.get(VECTOR));
        }
        return FlatRecord.of(record);
    }

    /** Columns without which no row can be used. */
    private static List<String> required(DataFile kind) {
        return switch (kind) {
            case TAGS -> List.of("tag");
            case CATEGORIES -> List.of("category");
            case USERS -> List.of("user_id");
            case CONTENTS, VECTORS -> List.of("content_id");
            case ITEMS -> List.of("item_id");
            case EVENTS -> List.of("user_id", "action", "timestamp");
        };
    }
}
