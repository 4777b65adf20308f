package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Progress;

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
    public void begin(RecordKind sameKind, String files, long records) {
        started = true;
        progress.begin(files, records);
        counts.read(kind, files, records);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        counts.deadLetter(kind);
    }

    @Override
    public void unknownField(RecordKind sameKind, String name) {
        counts.unknownField(kind, name);
    }

    @Override
    public void replaced(RecordKind sameKind, long line) {
        counts.replaced(kind);
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
