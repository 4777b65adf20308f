package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordKind;
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

/** Adapter for the project's own layout: one file per kind of records, as JSON Lines, CSV or Parquet. */
final class RecallFolder implements Adapter {

    private static final String PARQUET = ".parquet";
    /** Name of the vector column. */
    private static final String VECTOR = "vector";
    private static final List<String> EXTENSIONS = List.of(".jsonl", ".jsonl.gz", ".csv", ".csv.gz", PARQUET);

    /** Returns a description of the expected files. */
    static String files() {
        return Arrays.stream(RecordKind.values()).map(RecordKind::stem).collect(Collectors.joining(", "))
                + " as .jsonl, .csv, their .gz or .parquet";
    }

    /** A {@code tags} file alone is ambiguous because MovieLens has one too. */
    @Override
    public boolean recognises(Path folder) {
        Map<RecordKind, List<RecordSource>> sources = sources(folder);
        return sources.keySet().stream().anyMatch(kind -> kind != RecordKind.TAGS)
                || (sources.containsKey(RecordKind.TAGS) && !SourceFolders.has(folder, "ratings.csv"));
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return sources(folder, ColumnMapping.NONE);
    }

    /** Returns the sources of a folder whose columns have other names. */
    static Map<RecordKind, List<RecordSource>> sources(Path folder, ColumnMapping mapping) {
        Map<RecordKind, List<RecordSource>> sources = new EnumMap<>(RecordKind.class);
        Map<RecordKind, Path> fileOf = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : EnumSet.complementOf(EnumSet.of(RecordKind.VECTORS))) {
            List<Path> named = EXTENSIONS.stream().map(extension -> folder.resolve(kind.stem() + extension)).toList();
            named.stream().filter(Files::isDirectory).findFirst().ifPresent(parts -> {
                throw new RecallException(Code.INVALID, parts + " is a folder; write its parts into one file");
            });
            List<Path> files = named.stream().filter(Files::isRegularFile).toList();
            if (files.size() > 1) {
                throw new RecallException(Code.INVALID, files.stream().map(Path::toString)
                        .collect(Collectors.joining(" and "))
                        + " contain the same kind of records; keep only one of them");
            }
            files.forEach(file -> fileOf.put(kind, file));
        }
        fileOf.forEach((kind, file) -> sources.put(kind, List.of(source(mapping.of(kind, fileOf.keySet()), file))));
        Path vectors = folder.resolve(RecordKind.VECTORS.stem());
        if (Files.isDirectory(vectors)) {
            SourceFolders.put(sources, RecordKind.VECTORS,
                    SourceFolders.files(vectors, name -> name.endsWith(PARQUET)).stream()
                            .map(file -> vectorFile(mapping.of(RecordKind.VECTORS, fileOf.keySet()), file)).toList());
        }
        return sources;
    }

    private static RecordSource source(ColumnMapping.OfFile mapping, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(PARQUET)) {
            return RecordSource.parquet(file).map(row -> FlatRecord.of(mapping.kind(), mapping.renameWithCheck(row)));
        }
        return Stream.of(".csv", ".csv.gz").anyMatch(name::endsWith)
                ? RecordSource.rows(file, Dialect.CSV, mapping.header())
                        .map(row -> FlatRecord.of(mapping.kind(), mapping.rename(row)))
                : RecordSource.jsonLines(file).map(mapping::renameAndNest);
    }

    /**
     * Creates the source of a vector file. Its name is the embedding space; it has a column of content ids and a column
     * of vectors.
     */
    private static RecordSource vectorFile(ColumnMapping.OfFile mapping, Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - PARQUET.length());
        RecordSource rows = RecordSource.parquet(file);
        return new RecordSource(RecordKind.VECTORS.stem() + "/" + fileName, rows.opener())
                .map(row -> vectorRecord(name, mapping.renameWithCheck(row)));
    }

    /** Converts a row of a vector file to a record with the embedding space of the vector. */
    static JsonNode vectorRecord(String space, JsonNode row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        row.propertyStream().filter(field -> !field.getKey().equals(VECTOR))
                .forEach(field -> record.set(field.getKey(), field.getValue()));
        if (row.has(VECTOR)) {
            record.putObject(RecordKind.VECTORS.stem()).set(space, row.get(VECTOR));
        }
        return FlatRecord.of(RecordKind.VECTORS, record);
    }
}
