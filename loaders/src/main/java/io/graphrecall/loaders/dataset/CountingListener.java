package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Progress;

import java.util.Map;

/** Counts the records of one kind and reports the progress of reading them. */
class CountingListener implements RecordListener {

    private final RecordKind kind;
    private final LoadCounts counts;
    private final Progress progress;
    private boolean started;

    CountingListener(RecordKind kind, LoadCounts counts, Progress progress) {
        this.kind = kind;
        this.counts = counts;
        this.progress = progress;
    }

    @Override
    public void begin(Map<String, Long> records) {
        started = true;
        counts.begin(kind, records);
        progress.begin(counts.name(kind), records.values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public void converted(Conversion conversion) {
        counts.converted(kind, conversion);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        counts.deadLetter(kind, letter);
    }

    @Override
    public void unknownField(String name) {
        counts.unknownField(kind, name);
    }

    @Override
    public void replaced() {
        counts.replaced(kind);
    }

    @Override
    public void skipped() {
        counts.skipped(kind);
    }

    /** Processes buffered records. Does nothing by default. */
    void flush() {}

    void end() {
        if (started) {
            flush();
            progress.end("done");
        }
    }
}
