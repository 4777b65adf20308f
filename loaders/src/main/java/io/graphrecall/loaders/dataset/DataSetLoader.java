package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Loads a data-set folder into the graph. Loading it twice changes nothing; a load that ends half-way and is run again
 * ends in the same graph. Where the loading thread is interrupted, the load ends after whole batches with a
 * {@link RecallException} of code CANCELLED.
 */
public final class DataSetLoader {

    private static final int CATALOGUE_BATCH = 2_000;
    private static final int EVENT_BATCH = 5_000;

    private final GraphWriter writer;
    private final int catalogueBatch;
    private final int eventBatch;

    public DataSetLoader(GraphWriter writer) {
        this(writer, CATALOGUE_BATCH, EVENT_BATCH);
    }

    /** A loader with batches of other sizes. */
    DataSetLoader(GraphWriter writer, int catalogueBatch, int eventBatch) {
        this.writer = writer;
        this.catalogueBatch = catalogueBatch;
        this.eventBatch = eventBatch;
    }

    /**
     * Loads all files of a folder, what others refer to first.
     *
     * @throws RecallException with code INVALID at the first line that cannot be used, where the options are strict
     */
    public LoadSummary load(DataSetFolder folder, LoadOptions options, Progress progress) {
        long start = System.nanoTime();
        LoadCounts counts = new LoadCounts();
        writer.writeDataSet(folder.dataSet());
        try (DeadLetterFile deadLetters = DeadLetterFile.replacing(options.deadLetters())) {
            Load load = new Load(options.strict(), deadLetters, counts, progress);
            load.catalogue(DataFile.TAGS, folder::tags, writer::writeTags);
            load.catalogue(DataFile.CATEGORIES, folder::categories, writer::writeCategories);
            load.catalogue(DataFile.USERS, folder::users, writer::writeUsers);
            load.catalogue(DataFile.CONTENTS, folder::contents, writer::writeContents);
            load.catalogue(DataFile.VECTORS, folder::vectors, writer::writeVectors);
            load.catalogue(DataFile.ITEMS, folder::items, writer::writeItems);
            load.events(folder);
        }
        return counts.summary(folder.dataSet(), Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Goes through all files as {@link #load} does and writes nothing, neither to a graph nor to a file.
     *
     * @param examples how many dead letters the report shows
     */
    public static CheckReport check(DataSetFolder folder, int examples, Progress progress) {
        return new DataSetCheck(folder, examples, progress).run();
    }

    /** One load, file by file. */
    private final class Load {

        private final boolean strict;
        private final DeadLetterFile deadLetters;
        private final LoadCounts counts;
        private final Progress progress;

        private Load(boolean strict, DeadLetterFile deadLetters, LoadCounts counts, Progress progress) {
            this.strict = strict;
            this.deadLetters = deadLetters;
            this.counts = counts;
            this.progress = progress;
        }

        private <R> void catalogue(DataFile file, BiConsumer<Consumer<CatalogueLine<R>>, LineListener> reader,
                Function<List<R>, WriteReport> write) {
            FileLoad<R> load = begin(file, catalogueBatch, write);
            reader.accept(line -> load.add(line.origin(), line.record()), load);
            load.end();
        }

        private void events(DataSetFolder folder) {
            FileLoad<BehaviourEvent> load = begin(DataFile.EVENTS, eventBatch, writer::writeEvents);
            folder.events(line -> load.add(line.origin(), line.event()), load);
            load.end();
        }

        private <R> FileLoad<R> begin(DataFile file, int batchSize, Function<List<R>, WriteReport> write) {
            return new FileLoad<>(file, batchSize, write, strict, deadLetters, counts, progress);
        }
    }
}
