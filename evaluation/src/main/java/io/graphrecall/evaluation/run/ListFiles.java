package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.ListWriter;
import io.graphrecall.evaluation.lists.RecallList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** List files of an evaluation: one for the merged lists and one per channel, with a line per request. */
final class ListFiles implements AutoCloseable {

    private static final String SUFFIX = ".jsonl";

    private final Path folder;
    private final Map<String, ListWriter<RecallList>> writers = new LinkedHashMap<>();

    ListFiles(Path folder, List<String> names) {
        this.folder = folder;
        names.forEach(name -> writers.put(name, ListWriter.to(folder.resolve(name + SUFFIX))));
    }

    /** Deletes the lists of an earlier evaluation, which may have had other channels. */
    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path list : lists) {
                Files.delete(list);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends the lists of a request. A missing list is written as an empty one. */
    void write(String userId, Map<String, RecallList> lists) {
        RecallList empty = new RecallList(userId, List.of());
        writers.forEach((name, writer) -> writer.write(lists.getOrDefault(name, empty)));
    }

    /** Replaces the lists of an earlier evaluation. */
    void commit() {
        delete(folder);
        writers.values().forEach(ListWriter::commit);
    }

    @Override
    public void close() {
        writers.values().forEach(ListWriter::close);
    }
}
