package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.DataFile;
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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A data set as a folder of files in one of the {@link Layout}s, and {@code dataset.json} beside them, which may say what
 * the data set is called, whether its times are real, and how it wants to be evaluated.
 *
 * <p>Every reading goes through a file twice, first to find records that repeat, and holds one record at a time. Records
 * that cannot be used go to the listener. Where the reading thread is interrupted, a {@link RecallException} with code
 * CANCELLED ends the reading. Immutable; a file that changes under a reading gives undefined records, but no others.
 */
public final class DataSetFolder {

    private static final String DATA_SET = "dataset.json";

    private final Path path;
    private final Path media;
    private final Clock clock;
    private final DataSet dataSet;
    private final Map<DataFile, List<RecordSource>> sources;

    private DataSetFolder(
            Path path, Path media, Clock clock, DataSet dataSet, Map<DataFile, List<RecordSource>> sources) {
        this.path = path;
        this.media = media;
        this.clock = clock;
        this.dataSet = dataSet;
        this.sources = sources;
    }

    /**
     * Opens a folder, whose layout is told by its files.
     *
     * @throws RecallException with code NOT_FOUND where there is no folder or none of the files, INVALID where
     *         {@code dataset.json} breaks a rule, the layout is not clear or a file is there twice
     */
    public static DataSetFolder open(Path path) {
        return open(path, Clock.systemUTC());
    }

    /** Opens a folder, whose layout is told by its files; future times of events are told by the given clock. */
    public static DataSetFolder open(Path path, Clock clock) {
        return open(path, null, clock);
    }

    /**
     * Opens a folder.
     *
     * @param layout its layout, or null where its files are to tell it
     * @param clock  what future times of events are told by
     */
    public static DataSetFolder open(Path path, @Nullable Layout layout, Clock clock) {
        if (!Files.isDirectory(path)) {
            throw new RecallException(Code.NOT_FOUND, "there is no folder " + path);
        }
        Layout found = layout == null ? Layout.of(path) : layout;
        return new DataSetFolder(path, path, clock, readDataSet(path), found.sources(path));
    }

    public Path path() {
        return path;
    }

    /** The same records, whose media are in another folder: a part of a data set has those of the whole. */
    public DataSetFolder withMediaOf(DataSetFolder other) {
        return new DataSetFolder(path, other.media, clock, dataSet, sources);
    }

    /** What future times are told by. */
    Clock clock() {
        return clock;
    }

    /** What the data set says of itself; where it says nothing, real times, leave-one-out and the folder's name. */
    public DataSet dataSet() {
        return dataSet;
    }

    /** Whether the folder has records of a kind. */
    public boolean has(DataFile file) {
        return sources.containsKey(file);
    }

    /** The behaviour log in its order; nothing where there is none. */
    public void events(Consumer<EventLine> sink, LineListener listener) {
        read(DataFile.EVENTS, new LineFormat.Events(new EventFormat(clock, dataSet.timestamps())),
                (origin, event) -> sink.accept(new EventLine(event.order(), origin, event)), listener);
    }

    /** The contents, of each its last record, with the folder of their media. */
    public void contents(Consumer<CatalogueLine<Content>> sink, LineListener listener) {
        catalogue(DataFile.CONTENTS, LineFormat.contents(), line -> sink.accept(new CatalogueLine<>(
                line.origin(), new Content(line.record().id(), withFolder(line.record().description())))), listener);
    }

    /** Vectors of contents beside those in their records, of each space and content the last. */
    public void vectors(Consumer<CatalogueLine<ContentVectors>> sink, LineListener listener) {
        catalogue(DataFile.VECTORS, LineFormat.vectors(), sink, listener);
    }

    /** The items, of each its last record, with the folder of their media. */
    public void items(Consumer<CatalogueLine<Item>> sink, LineListener listener) {
        catalogue(DataFile.ITEMS, LineFormat.items(), line -> sink.accept(new CatalogueLine<>(
                line.origin(), new Item(line.record().id(), withFolder(line.record().description())))), listener);
    }

    /** The users, of each its last record. */
    public void users(Consumer<CatalogueLine<User>> sink, LineListener listener) {
        catalogue(DataFile.USERS, LineFormat.users(), sink, listener);
    }

    /** The category taxonomy, of each category its last record. */
    public void categories(Consumer<CatalogueLine<CategoryRecord>> sink, LineListener listener) {
        catalogue(DataFile.CATEGORIES, LineFormat.categories(), sink, listener);
    }

    /** The tag taxonomy, of each tag its last record. */
    public void tags(Consumer<CatalogueLine<TagRecord>> sink, LineListener listener) {
        catalogue(DataFile.TAGS, LineFormat.tags(), sink, listener);
    }

    private <R> void catalogue(DataFile file, LineFormat<R> format, Consumer<CatalogueLine<R>> sink,
            LineListener listener) {
        read(file, format, (origin, record) -> sink.accept(new CatalogueLine<>(origin, record)), listener);
    }

    private <R> void read(DataFile file, LineFormat<R> format, RecordFile.Sink<R> sink, LineListener listener) {
        List<RecordSource> there = sources.get(file);
        if (there != null) {
            new RecordFile<>(file, there, format).read(sink, listener);
        }
    }

    private Description withFolder(Description description) {
        return description.withMedia(description.media().in(media.toAbsolutePath().normalize().toString()));
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
