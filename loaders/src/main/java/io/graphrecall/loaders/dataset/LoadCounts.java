package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builder of a load summary. */
final class LoadCounts {

    /** Maximum number of unknown fields that are counted by name, since a log may have a new name on every line. */
    private static final int MAX_UNKNOWN_FIELDS = 1_000;

    private static final int MAX_NAMED_FILES = 3;

    private final Map<RecordKind, FileCounts> files = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, String> names = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, Map<Conversion, Long>> conversions = new EnumMap<>(RecordKind.class);
    private final RejectionCounter rejections = new RejectionCounter();
    private final Map<String, Long> unknownFields = new TreeMap<>();
    private final Map<NodeLabel, Long> placeholders = new EnumMap<>(NodeLabel.class);
    private long seq;

    void read(RecordKind file, String name, long records) {
        names.put(file, name);
        add(file, new FileCounts(records, 0, 0, 0, 0, 0, 0, 0));
    }

    /** Starts the files of a kind, with the number of records of each. */
    void begin(RecordKind file, Map<String, Long> records) {
        rejections.begin(records);
        read(file, name(List.copyOf(records.keySet())), records.values().stream().mapToLong(Long::longValue).sum());
    }

    private static String name(List<String> files) {
        return files.size() <= MAX_NAMED_FILES
                ? String.join(" and ", files)
                : files.getFirst() + " and " + (files.size() - 1) + " more";
    }

    /** Returns the names of the files of a kind. */
    String name(RecordKind file) {
        return names.getOrDefault(file, file.stem());
    }

    void deadLetter(RecordKind file, DeadLetter letter) {
        add(file, new FileCounts(0, 0, 0, 0, 0, 0, 0, 1));
        rejections.deadLetter(letter);
    }

    void converted(RecordKind file, Conversion conversion) {
        conversions.computeIfAbsent(file, absent -> new EnumMap<>(Conversion.class)).merge(conversion, 1L, Long::sum);
    }

    void replaced(RecordKind file) {
        add(file, new FileCounts(0, 0, 0, 0, 1, 0, 0, 0));
    }

    void skipped(RecordKind file) {
        add(file, new FileCounts(0, 0, 0, 0, 0, 1, 0, 0));
    }

    void held(RecordKind file) {
        add(file, new FileCounts(0, 0, 0, 0, 0, 0, 1, 0));
    }

    void unknownField(RecordKind file, String name) {
        String field = names.get(file) + " " + name;
        boolean isNamed = unknownFields.size() < MAX_UNKNOWN_FIELDS || unknownFields.containsKey(field);
        unknownFields.merge(isNamed ? field : names.get(file) + " (others)", 1L, Long::sum);
    }

    void written(RecordKind file, WriteReport report) {
        add(file, new FileCounts(0, report.written(), report.unchanged(), report.superseded(), 0, 0, 0, 0));
        report.placeholders().forEach((label, count) -> placeholders.merge(label, (long) count, Long::sum));
        seq = report.seq();
    }

    /** Corrects the counts of records that were reported as written. */
    void correct(RecordKind file, RecordWriter.Corrections corrections) {
        long unwritten = corrections.unchanged() + corrections.superseded();
        if (unwritten > 0) {
            add(file, new FileCounts(0, -unwritten, corrections.unchanged(), corrections.superseded(), 0, 0, 0, 0));
        }
    }

    LoadSummary summary(DataSet dataSet) {
        return new LoadSummary(dataSet, new EnumMap<>(files), new EnumMap<>(names), rejections.files(),
                conversions, new TreeMap<>(unknownFields), new EnumMap<>(placeholders), seq);
    }

    private void add(RecordKind file, FileCounts counts) {
        files.merge(file, counts, FileCounts::plus);
    }
}
