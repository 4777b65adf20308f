package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sources of a folder by kind of records, in reading order. Not thread-safe. */
final class FolderSources {

    private final Path folder;
    private final Map<RecordKind, List<RecordSource>> byKind = new EnumMap<>(RecordKind.class);

    FolderSources(Path folder) {
        this.folder = folder;
    }

    FolderSources add(RecordKind kind, Collection<Path> files, Function<Path, RecordSource> source) {
        files.forEach(file -> byKind.computeIfAbsent(kind, absent -> new ArrayList<>()).add(source.apply(file)));
        return this;
    }

    /** Adds a file, plain or gzipped, if it exists. */
    FolderSources add(RecordKind kind, String name, Function<Path, RecordSource> source) {
        return add(kind, SourceFolders.file(folder, name).stream().toList(), source);
    }

    Map<RecordKind, List<RecordSource>> byKind() {
        return byKind;
    }
}
