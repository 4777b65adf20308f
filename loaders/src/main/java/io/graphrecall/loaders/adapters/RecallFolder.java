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
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adapter for the project's own layout: a file per kind of records or its parts, as JSON Lines, CSV or Parquet. */
final class RecallFolder implements Adapter {

    private static final String PARQUET = ".parquet";
    /** Name of the vector column. */
    private static final String VECTOR = "vector";
    private static final List<String> ROWS = List.of(".csv", ".csv.gz", ".tsv", ".tsv.gz");
    private static final Pattern TABS = Pattern.compile("\\.tsv(\\.gz)?$");
    private static final List<String> EXTENSIONS = Stream
            .concat(Stream.of(".jsonl", ".jsonl.gz", PARQUET), ROWS.stream()).toList();
    private static final Set<RecordKind> KINDS = EnumSet.complementOf(EnumSet.of(RecordKind.VECTORS));
    private static final Pattern DATA = Pattern.compile(".*\\.(jsonl|ndjson|json|csv|tsv|parquet)(\\.gz)?");
    /** Files of a data set that have no records. */
    private static final Set<String> SETTINGS = Set.of("dataset.json", "mapping.json");

    /** Returns a description of the expected files. */
    static String files() {
        return Arrays.stream(RecordKind.values()).map(RecordKind::stem).collect(Collectors.joining(", "))
                + " as .jsonl, .csv, .tsv, their .gz or .parquet";
    }

    /** Returns the names of data files in a folder that are not read. */
    static List<String> unread(Path folder) {
        Set<Path> read = filesOf(folder).values().stream().flatMap(List::stream).collect(Collectors.toSet());
        return Stream.concat(
                SourceFolders.files(folder, name -> DATA.matcher(name).matches() && !SETTINGS.contains(name)).stream()
                        .filter(file -> !read.contains(file)),
                vectors(folder, name -> DATA.matcher(name).matches() && !name.endsWith(PARQUET)).stream())
                .map(file -> folder.relativize(file).toString()).toList();
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
        FolderSources sources = new FolderSources(folder);
        Map<RecordKind, List<Path>> filesOf = filesOf(folder);
        filesOf.forEach((kind, files) -> sources.add(
                kind, files, file -> source(mapping.of(kind, filesOf.keySet()), file)));
        List<Path> vectors = vectors(folder, name -> name.endsWith(PARQUET));
        requireNoFolder(vectors, "write one file instead");
        return sources.add(RecordKind.VECTORS, vectors,
                file -> vectorFile(mapping.of(RecordKind.VECTORS, filesOf.keySet()), file)).byKind();
    }

    /** Returns the file of each kind, or its parts in the order of their names if there is no such file. */
    private static Map<RecordKind, List<Path>> filesOf(Path folder) {
        Map<RecordKind, List<Path>> filesOf = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : KINDS) {
            List<Path> files = EXTENSIONS.stream().map(extension -> folder.resolve(kind.stem() + extension))
                    .filter(Files::exists).toList();
            requireOne(files);
            boolean isInParts = files.isEmpty();
            if (isInParts) {
                files = SourceFolders.entries(folder, name -> isPart(kind, name)).stream()
                        .sorted(SourceFolders.BY_NAME).toList();
            }
            requireNoFolder(files, "move its parts into " + folder + " as " + kind.stem() + "-1, " + kind.stem()
                    + "-2 and so on, with their extension");
            if (isInParts) {
                files.stream().collect(Collectors.groupingBy(file -> withoutExtension(file.getFileName().toString())))
                        .values().forEach(RecallFolder::requireOne);
            }
            if (!files.isEmpty()) {
                filesOf.put(kind, files);
            }
        }
        return filesOf;
    }

    /** Returns the entries of the folder of vectors whose names match; none if there is no such folder. */
    private static List<Path> vectors(Path folder, Predicate<String> name) {
        Path vectors = folder.resolve(RecordKind.VECTORS.stem());
        return Files.isDirectory(vectors) ? SourceFolders.entries(vectors, name) : List.of();
    }

    private static void requireNoFolder(List<Path> files, String advice) {
        files.stream().filter(Files::isDirectory).findFirst().ifPresent(parts -> {
            throw new RecallException(Code.INVALID, parts + " is a folder; " + advice);
        });
    }

    private static void requireOne(List<Path> files) {
        if (files.size() > 1) {
            throw new RecallException(Code.INVALID, files.stream().map(Path::toString)
                    .collect(Collectors.joining(" and "))
                    + " contain the same kind of records; keep only one of them");
        }
    }

    private static boolean isPart(RecordKind kind, String name) {
        return Stream.of("-", "_").anyMatch(separator -> name.startsWith(kind.stem() + separator))
                && !withoutExtension(name).equals(name);
    }

    private static String withoutExtension(String name) {
        return EXTENSIONS.stream().filter(name::endsWith).findFirst()
                .map(extension -> name.substring(0, name.length() - extension.length())).orElse(name);
    }

    private static RecordSource source(RecordColumns mapping, Path file) {
        RecordSource records = renamed(mapping, file);
        return mapping.ignoresActions() ? records.without(RecordColumns::isIgnored) : records;
    }

    private static RecordSource renamed(RecordColumns mapping, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(PARQUET)) {
            return RecordSource.parquet(file).map(row -> FlatRecord.of(mapping.kind(), mapping.renameWithCheck(row)));
        }
        return ROWS.stream().anyMatch(name::endsWith)
                ? RecordSource.rows(file, TABS.matcher(name).find() ? Dialect.TSV : Dialect.CSV, mapping.header())
                        .map(row -> FlatRecord.ofTexts(mapping.kind(), mapping.rename(row)))
                : RecordSource.jsonLines(file).map(mapping::renameAndNest);
    }

    /**
     * Creates the source of a vector file. Its name is the embedding space; it has a column of content ids and a column
     * of vectors.
     */
    private static RecordSource vectorFile(RecordColumns mapping, Path file) {
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
