package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's own layout: a file for each kind of records, as JSON Lines, CSV or Parquet. */
final class RecallFolder implements Adapter {

    private static final List<String> FORMS = List.of(".jsonl", ".jsonl.gz", ".csv", ".csv.gz", ".parquet");

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
        for (DataFile kind : DataFile.values()) {
            List<Path> found = FORMS.stream().map(form -> folder.resolve(kind.stem() + form))
                    .filter(Files::isRegularFile).toList();
            if (found.size() > 1) {
                throw new RecallException(Code.INVALID, found.stream().map(Path::toString)
                        .collect(Collectors.joining(" and ")) + " are forms of one file: keep one");
            }
            found.forEach(file -> sources.put(kind, List.of(source(kind, file))));
        }
        return sources;
    }

    private static RecordSource source(DataFile kind, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".parquet")) {
            return RecordSource.parquet(file).with(FlatRecord::of);
        }
        return Stream.of(".csv", ".csv.gz").anyMatch(name::endsWith)
                ? RecordSource.rows(file, Dialect.CSV, required(kind)).with(FlatRecord::of)
                : RecordSource.jsonLines(file);
    }

    /** Columns without which no row can be used. */
    private static List<String> required(DataFile kind) {
        return switch (kind) {
            case TAGS -> List.of("tag");
            case CATEGORIES -> List.of("category");
            case USERS -> List.of("user_id");
            case CONTENTS -> List.of("content_id");
            case ITEMS -> List.of("item_id");
            case EVENTS -> List.of("user_id", "action", "timestamp");
        };
    }
}
