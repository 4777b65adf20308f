package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Progress;

import java.util.List;
import java.util.function.BiConsumer;

/** State shared by the batch loaders of one load. */
record LoadSession(
        boolean strict, BiConsumer<RecordKind, List<DeadLetter>> deadLetters, LoadCounts counts, Progress progress) {

    /**
     * Creates a loader of files. It tries refused tags again after the last batch, which can take the parent of another tag
     * away.
     */
    <R> BatchLoader<R> loader(RecordType<R> type, int batchSize, RecordWriter writer) {
        return new BatchLoader<>(this, type.kind(), batchSize, batch -> type.write().apply(writer, batch),
                type.kind() == RecordKind.TAGS);
    }
}
