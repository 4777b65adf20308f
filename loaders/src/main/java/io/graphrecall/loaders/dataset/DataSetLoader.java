package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
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

    public DataSetLoader(GraphWriter writer) {
        this.writer = writer;
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
        try (DeadLetterFile deadLetters = new DeadLetterFile(options.deadLetters())) {
            Load load = new Load(options.strict(), deadLetters, counts, progress);
            load.catalogue(DataFile.TAGS, folder::tags, writer::writeTags);
            load.catalogue(DataFile.CATEGORIES, folder::categories, writer::writeCategories);
            load.catalogue(DataFile.USERS, folder::users, writer::writeUsers);
            load.catalogue(DataFile.CONTENTS, folder::contents, writer::writeContents);
            load.catalogue(DataFile.ITEMS, folder::items, writer::writeItems);
            load.events(folder, writer);
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
    private record Load(boolean strict, DeadLetterFile deadLetters, LoadCounts counts, Progress progress) {

        <R> void catalogue(DataFile file, BiConsumer<Consumer<CatalogueLine<R>>, LineListener> reader,
                Function<List<R>, WriteReport> write) {
            FileLoad<R> load = new FileLoad<>(file, CATALOGUE_BATCH, write, strict, deadLetters, counts, progress);
            reader.accept(line -> load.add(line.number(), line.raw(), line.record()), load);
            load.end();
        }

        void events(DataSetFolder folder, GraphWriter writer) {
            FileLoad<BehaviourEvent> load = new FileLoad<>(DataFile.EVENTS, EVENT_BATCH, writer::writeEvents, strict,
                    deadLetters, counts, progress);
            folder.events(line -> load.add(line.number(), line.raw(), line.event()), load);
            load.end();
        }
    }
}
