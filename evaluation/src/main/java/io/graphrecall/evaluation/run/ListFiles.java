package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.ListWriter;
import io.graphrecall.evaluation.lists.RecallList;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** List files of an evaluation: one for the merged lists and one per channel, with a line per request. */
final class ListFiles implements AutoCloseable {

    private final Map<String, ListWriter<RecallList>> writers = new LinkedHashMap<>();

    ListFiles(Path folder, List<String> names) {
        names.forEach(name -> writers.put(name, ListWriter.to(folder.resolve(name + ".jsonl"))));
    }

    /** Appends the lists of a request. A missing list is written as an empty one. */
    void write(String userId, Map<String, RecallList> lists) {
        RecallList empty = new RecallList(userId, List.of());
        writers.forEach((name, writer) -> writer.write(lists.getOrDefault(name, empty)));
    }

    void commit() {
        writers.values().forEach(ListWriter::commit);
    }

    @Override
    public void close() {
        writers.values().forEach(ListWriter::close);
    }
}
