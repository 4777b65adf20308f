package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Progress;

import java.util.List;
import java.util.function.Function;

/** State shared by the batch loaders of one load. */
record LoadSession(boolean strict, DeadLetterSink deadLetters, LoadCounts counts, Progress progress) {

    /**
     * Creates a loader of files. It tries refused tags again after the last batch, which can take the parent of another tag
     * away.
     */
    <R> BatchLoader<R> loader(RecordKind kind, int batchSize, Function<List<R>, WriteReport> write) {
        return new BatchLoader<>(this, kind, batchSize, write, kind == RecordKind.TAGS);
    }
}
