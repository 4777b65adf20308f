package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A load summary in the making. */
final class LoadCounts {

    private final Map<DataFile, FileCounts> files = new EnumMap<>(DataFile.class);
    private final Map<DataFile, String> names = new EnumMap<>(DataFile.class);
    private final Map<String, Long> unknownFields = new TreeMap<>();
    private final Map<NodeLabel, Long> bareNodes = new EnumMap<>(NodeLabel.class);
    private long seq;

    void read(DataFile file, String name, long records) {
        names.put(file, name);
        add(file, records, 0, 0, 0, 0);
    }

    void deadLetter(DataFile file) {
        add(file, 0, 0, 0, 0, 1);
    }

    void replaced(DataFile file) {
        add(file, 0, 0, 0, 1, 0);
    }

    void unknownField(DataFile file, String name) {
        unknownFields.merge(names.get(file) + " " + name, 1L, Long::sum);
    }

    void written(DataFile file, WriteReport report) {
        add(file, 0, report.written(), report.unchanged(), 0, 0);
        report.bareNodes().forEach((label, count) -> bareNodes.merge(label, (long) count, Long::sum));
        seq = report.seq();
    }

    LoadSummary summary(DataSet dataSet, Duration took) {
        return new LoadSummary(dataSet, new EnumMap<>(files), new EnumMap<>(names), new TreeMap<>(unknownFields),
                new EnumMap<>(bareNodes),
                seq, took);
    }

    private void add(DataFile file, long read, long written, long unchanged, long replaced, long deadLetters) {
        files.merge(file, new FileCounts(read, written, unchanged, replaced, deadLetters), FileCounts::plus);
    }
}
