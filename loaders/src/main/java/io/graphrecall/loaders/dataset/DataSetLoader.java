package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

import java.util.function.Consumer;

/**
 * Loads a data-set folder into the graph. Loading is idempotent, and an interrupted load that is repeated gives the same
 * graph. If the loading thread is interrupted, the load ends after a complete batch with a {@link RecallException} of
 * code CANCELLED.
 */
public final class DataSetLoader {

    private static final int CATALOGUE_BATCH = 2_000;
    private static final int EVENT_BATCH = 5_000;

    private final RecordWriter writer;
    private final int catalogueBatch;
    private final int eventBatch;

    public DataSetLoader(RecordWriter writer) {
        this(writer, CATALOGUE_BATCH, EVENT_BATCH);
    }

    /** Creates a loader with other batch sizes. */
    DataSetLoader(RecordWriter writer, int catalogueBatch, int eventBatch) {
        this.writer = writer;
        this.catalogueBatch = catalogueBatch;
        this.eventBatch = eventBatch;
    }

    /**
     * Loads all files of a folder. Files that others refer to are loaded first. A folder without {@code dataset.json}
     * leaves the metadata of a graph that has some.
     *
     * @throws RecallException with code INVALID at the first unusable record if the options are strict
     */
    public LoadSummary load(DataSetFolder folder, LoadOptions options, Progress progress) {
        LoadCounts counts = new LoadCounts();
        writer.writeDataSetIfAbsent(folder.dataSet());
        LoadSession session = new LoadSession(options.strict(),
                DeadLetterFile.replacing(options.deadLetters(), folder)::write, counts, progress);
        for (RecordType<?> type : RecordType.all(folder.clock(), folder.dataSet().timestamps())) {
            load(folder, type, session);
        }
        counts.correct(RecordKind.EVENTS, writer.finish());
        if (folder.hasMetadata()) {
            writer.writeDataSet(folder.dataSet());
        }
        return counts.summary(folder.dataSet());
    }

    /**
     * Reads all files like {@link #load} without writing anything.
     *
     * @param examples maximum number of kinds of dead letters in the report, each with an example
     */
    public static CheckReport check(DataSetFolder folder, int examples, Progress progress) {
        return check(folder, examples, content -> {
        }, event -> {
        }, progress);
    }

    /**
     * Reads all files like {@link #load} without writing anything.
     *
     * @param examples maximum number of kinds of dead letters in the report, each with an example
     * @param contents receives the usable contents, before the events
     * @param events   receives the usable events
     */
    public static CheckReport check(DataSetFolder folder, int examples, Consumer<Content> contents,
            Consumer<BehaviourEvent> events, Progress progress) {
        return new DataSetCheck(folder, examples, progress).run(contents, events);
    }

    private <R> void load(DataSetFolder folder, RecordType<R> type, LoadSession session) {
        BatchLoader<R> loader = session.loader(
                type, type.kind() == RecordKind.EVENTS ? eventBatch : catalogueBatch, writer);
        folder.read(type, loader::add, loader);
        loader.end();
    }
}
