package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a load did.
 *
 * @param files         by kind of records, those that are there only
 * @param names         the names of the files of each kind
 * @param unknownFields fields that no record has, as {@code FILE FIELD}, with how many records hold them
 * @param bareNodes     users, contents, items and queries that were made because an event or a record names them
 * @param seq           the graph's sequence number afterwards; 0 where nothing was written to a graph
 */
public record LoadSummary(
        DataSet dataSet,
        Map<DataFile, FileCounts> files,
        Map<DataFile, String> names,
        Map<String, Long> unknownFields,
        Map<NodeLabel, Long> bareNodes,
        long seq,
        Duration took) {

    /** The counts of one kind of records; all zero where there are none. */
    public FileCounts counts(DataFile file) {
        return files.getOrDefault(file, FileCounts.NONE);
    }

    /** How many records could not be used. */
    public long deadLetters() {
        return files.values().stream().mapToLong(FileCounts::deadLetters).sum();
    }

    /** The summary for people, a line for each thing to say. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        files.forEach((file, counts) -> lines.add(line(names.getOrDefault(file, file.stem()), counts)));
        unknownFields.forEach((field, count) -> lines.add("unknown field " + field + ": on " + count + " records"));
        bareNodes.forEach((label, count) -> lines
                .add(label.label() + " nodes known by name only: " + count + " more"));
        return lines;
    }

    private static String line(String name, FileCounts counts) {
        return name + ": " + counts.read() + " read" + part(counts.written(), "written")
                + part(counts.unchanged(), "unchanged") + part(counts.replaced(), "replaced by a later one")
                + part(counts.deadLetters(), "dead letters");
    }

    private static String part(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
