package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Data set in a folder with one of the {@link Layout}s. An optional {@code dataset.json} in the folder gives its name,
 * the meaning of its timestamps and its evaluation protocol.
 *
 * <p>Each read method reads its files twice, first to find duplicates, and keeps one record in memory at a time.
 * Unusable records are passed to the listener. If the reading thread is interrupted, a {@link RecallException} with
 * code CANCELLED is thrown. Immutable. If a file changes during reading, the records are undefined.
 */
public final class DataSetFolder {

    private static final String DATA_SET = "dataset.json";

    private final Path path;
    private final Clock clock;
    private final DataSet dataSet;
    private final Map<RecordKind, List<RecordSource>> sources;

    private DataSetFolder(Path path, Clock clock, DataSet dataSet, Map<RecordKind, List<RecordSource>> sources) {
        this.path = path;
        this.clock = clock;
        this.dataSet = dataSet;
        this.sources = sources;
    }

    /**
     * Opens a folder and detects its layout.
     *
     * @throws RecallException with code NOT_FOUND if the folder or all data files are missing; INVALID if
     *         {@code dataset.json} is invalid, the layout is ambiguous or a file exists in two formats
     */
    public static DataSetFolder open(Path path) {
        return open(path, Clock.systemUTC());
    }

    /**
     * Opens a folder and detects its layout.
     *
     * @param clock clock that detects future event times
     */
    public static DataSetFolder open(Path path, Clock clock) {
        return open(path, null, clock);
    }

    /**
     * Opens a folder.
     *
     * @param layout layout, or null to detect it
     * @param clock  clock that detects future event times
     */
    public static DataSetFolder open(Path path, @Nullable Layout layout, Clock clock) {
        if (!Files.isDirectory(path)) {
            throw new RecallException(Code.NOT_FOUND, path + " is not a folder");
        }
        Layout detected = layout == null ? Layout.of(path) : layout;
        return new DataSetFolder(path, clock, readDataSet(path), detected.sources(path));
    }

    public Path path() {
        return path;
    }

    /**
     * Returns the same data set with other events.
     *
     * @param events JSON Lines in the data-set folder format
     */
    public DataSetFolder withEvents(Path events) {
        Map<RecordKind, List<RecordSource>> replaced = new EnumMap<>(sources);
        replaced.put(RecordKind.EVENTS, List.of(RecordSource.jsonLines(events)));
        return new DataSetFolder(path, clock, dataSet, replaced);
    }

    /** Returns the clock that detects future event times. */
    Clock clock() {
        return clock;
    }

    /** Returns the metadata of the data set. The defaults are the folder's name, real timestamps and leave-one-out. */
    public DataSet dataSet() {
        return dataSet;
    }

    /** Returns true if the folder has records of a kind. */
    public boolean has(RecordKind file) {
        return sources.containsKey(file);
    }

    /** Reads the events in log order. */
    public void events(Consumer<EventLine> sink, RecordListener listener) {
        read(RecordKind.EVENTS, new RecordFormat.Events(new EventFormat(clock, dataSet.timestamps())),
                (origin, event) -> sink.accept(new EventLine(event.order(), origin, event)), listener);
    }

    /** Reads the contents with their media folder. Of several records with the same id, the last one counts. */
    public void contents(Consumer<CatalogueLine<Content>> sink, RecordListener listener) {
        catalogue(RecordKind.CONTENTS, RecordFormat.contents(), line -> sink.accept(new CatalogueLine<>(
                line.origin(), new Content(line.record().id(), withFolder(line.record().description())))), listener);
    }

    /**
     * Reads additional vectors of contents. Of several records with the same content and embedding spaces, the last one
     * counts.
     */
    public void vectors(Consumer<CatalogueLine<ContentVectors>> sink, RecordListener listener) {
        catalogue(RecordKind.VECTORS, RecordFormat.vectors(), sink, listener);
    }

    /** Reads the items with their media folder. Of several records with the same id, the last one counts. */
    public void items(Consumer<CatalogueLine<Item>> sink, RecordListener listener) {
        catalogue(RecordKind.ITEMS, RecordFormat.items(), line -> sink.accept(new CatalogueLine<>(
                line.origin(), new Item(line.record().id(), withFolder(line.record().description())))), listener);
    }

    /** Reads the users. Of several records with the same id, the last one counts. */
    public void users(Consumer<CatalogueLine<User>> sink, RecordListener listener) {
        catalogue(RecordKind.USERS, RecordFormat.users(), sink, listener);
    }

    /** Reads the category taxonomy. Of several records of a category, the last one counts. */
    public void categories(Consumer<CatalogueLine<CategoryRecord>> sink, RecordListener listener) {
        catalogue(RecordKind.CATEGORIES, RecordFormat.categories(), sink, listener);
    }

    /** Reads the tag taxonomy. Of several records of a tag, the last one counts. */
    public void tags(Consumer<CatalogueLine<TagRecord>> sink, RecordListener listener) {
        catalogue(RecordKind.TAGS, RecordFormat.tags(), sink, listener);
    }

    private <R> void catalogue(RecordKind file, RecordFormat<R> format, Consumer<CatalogueLine<R>> sink,
            RecordListener listener) {
        read(file, format, (origin, record) -> sink.accept(new CatalogueLine<>(origin, record)), listener);
    }

    private <R> void read(RecordKind file, RecordFormat<R> format, RecordFile.Sink<R> sink, RecordListener listener) {
        List<RecordSource> existing = sources.get(file);
        if (existing != null) {
            new RecordFile<>(file, existing, format).read(sink, listener);
        }
    }

    private Description withFolder(Description description) {
        return description.withMedia(description.media().in(path.toAbsolutePath().normalize().toString()));
    }

    private static DataSet readDataSet(Path folder) {
        Path file = folder.resolve(DATA_SET);
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        if (!Files.isRegularFile(file)) {
            return new DataSet(name, DataSet.UNNAMED.timestamps(), DataSet.UNNAMED.protocol());
        }
        try {
            return DataSetFormat.parse(StrictJson.parse(Files.readString(file, StandardCharsets.UTF_8)), name);
        } catch (InvalidRecordException e) {
            throw new RecallException(Code.INVALID, file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
