package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** File operations shared by the adapters. */
final class SourceFolders {

    private SourceFolders() {}

    /** Returns a file of a folder, plain or gzipped, if it exists. */
    static Optional<Path> file(Path folder, String name) {
        return Stream.of(name, name + ".gz").map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    static boolean has(Path folder, String name) {
        return file(folder, name).isPresent();
    }

    /** Returns the files of a folder whose names match, sorted by name. */
    static List<Path> files(Path folder, Predicate<String> name) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && name.test(file.getFileName().toString())).sorted()
                    .toList();
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Adds the sources of a kind, if there are any. */
    static void put(Map<RecordKind, List<RecordSource>> sources, RecordKind kind, List<RecordSource> files) {
        if (!files.isEmpty()) {
            sources.put(kind, files);
        }
    }

    /** Passes the usable records of an auxiliary file to a consumer. */
    static void forEach(RecordSource source, Consumer<Row> sink) {
        try (RecordReader in = source.open()) {
            for (RawRecord record = in.next(); record != null; record = in.next()) {
                if (record.error() == null) {
                    sink.accept(new Row(record.json()));
                }
            }
        } catch (InterruptedIOException e) {
            throw new RecallException(Code.CANCELLED, "stopped while reading " + source.name(), e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, source.name() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
