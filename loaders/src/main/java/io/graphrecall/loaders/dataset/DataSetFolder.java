package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.adapters.LocalTimes;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

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
    private final ReadOptions options;
    private final DataSet dataSet;
    private final Map<RecordKind, List<RecordSource>> sources;
    private final @Nullable UserSample sample;

    private DataSetFolder(Path path, Clock clock, ReadOptions options, DataSet dataSet,
            Map<RecordKind, List<RecordSource>> sources, @Nullable UserSample sample) {
        this.path = path;
        this.clock = clock;
        this.options = options;
        this.dataSet = dataSet;
        this.sources = sources;
        this.sample = sample;
    }

    /**
     * Opens a folder with the default options.
     *
     * @throws RecallException with code NOT_FOUND if the folder or all data files are missing; INVALID if
     *         {@code dataset.json} or {@code mapping.json} is invalid, the layout is ambiguous or a file exists in two
     *         formats
     */
    public static DataSetFolder open(Path path) {
        return open(path, Clock.systemUTC());
    }

    /**
     * Opens a folder with the default options.
     *
     * @param clock clock that detects future event times
     */
    public static DataSetFolder open(Path path, Clock clock) {
        return open(path, ReadOptions.DEFAULT, clock);
    }

    /**
     * Opens a folder.
     *
     * @param clock clock that detects future event times
     */
    public static DataSetFolder open(Path path, ReadOptions options, Clock clock) {
        if (!Files.isDirectory(path)) {
            throw new RecallException(Code.NOT_FOUND, Files.exists(path)
                    ? path + " is a file; give its folder, from which every file of a known name is read"
                    : path + " does not exist");
        }
        Layout layout = options.layout() == null ? Layout.of(path) : options.layout();
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        DataSet dataSet = metadata(path, json -> DataSetFormat.parse(json, name));
        ZoneId zone = options.timeZone() == null ? metadata(path, DataSetFormat::timeZone) : options.timeZone();
        Map<RecordKind, List<RecordSource>> sources = layout.sources(path, options.mapping());
        return new DataSetFolder(path, clock, options, dataSet,
                zone == null ? sources : LocalTimes.in(zone, dataSet.timestamps(), sources), null);
    }

    /** Returns messages about what is ignored: data files that are not read, and unknown metadata. */
    public List<String> ignored() {
        String unread = layout().unread(path);
        String unknown = metadata(path, DataSetFormat::unknownFields);
        return Stream.of(unread, unknown == null ? null : DATA_SET + ": " + unknown).filter(Objects::nonNull).toList();
    }

    private Layout layout() {
        return options.layout() == null ? Layout.of(path) : options.layout();
    }

    /** Returns the mapped columns by field. */
    Map<String, String> columns() {
        return layout().columns(path, options.mapping());
    }

    public Path path() {
        return path;
    }

    /** Returns the maximum share of rejected records per file. */
    public double maxRejectedShare() {
        return options.maxRejectedShare();
    }

    /** Returns a text that tells apart selections of the same files: their layout, columns, zone, repetitions and sample. */
    public String selection() {
        return options.layout() + " " + new TreeMap<>(options.mapping().columns()) + " "
                + (options.timeZone() == null ? "" : options.timeZone() + " ") + (options.unique() ? "unique " : "")
                + (sample == null ? "all" : sample.size()) + " users";
    }

    /**
     * Returns the same data set with other events.
     *
     * @param events JSON Lines in the data-set folder format
     */
    public DataSetFolder withEvents(Path events) {
        Map<RecordKind, List<RecordSource>> replaced = new EnumMap<>(sources);
        replaced.put(RecordKind.EVENTS, List.of(RecordSource.jsonLines(events)));
        return new DataSetFolder(path, clock, options, dataSet, replaced, sample);
    }

    /**
     * Returns some users with all their events, and the contents and items of these events. Tags and categories are kept.
     * The users are those with the smallest hashes of their ids. Reads the events once.
     *
     * @param users maximum number of users
     * @throws RecallException with code INVALID if the data set has no events
     */
    public DataSetFolder sample(int users) {
        return new DataSetFolder(path, clock, options, dataSet, sources, UserSample.of(this, users));
    }

    /** Returns the clock that detects future event times. */
    Clock clock() {
        return clock;
    }

    /** Returns the metadata of the data set. The defaults are the folder's name, real timestamps and leave-one-out. */
    public DataSet dataSet() {
        return dataSet;
    }

    /** Returns true if {@code dataset.json} gives the metadata, false if all of it is default. */
    boolean hasMetadata() {
        return Files.isRegularFile(path.resolve(DATA_SET));
    }

    /** Returns true if the folder has records of a kind. */
    public boolean has(RecordKind file) {
        return sources.containsKey(file);
    }

    /** Reads the events in log order. */
    public void events(Consumer<BehaviourEvent> sink, RecordListener listener) {
        read(RecordType.events(clock, dataSet.timestamps()), line -> sink.accept(line.record()), listener);
    }

    /** Reads the usable events in log order. */
    public void events(Consumer<BehaviourEvent> sink) {
        events(sink, RecordListener.IGNORE);
    }

    /** Reads the contents with their media folder. Of several records with the same id, the last one counts. */
    public void contents(Consumer<Content> sink, RecordListener listener) {
        read(RecordType.CONTENTS, line -> sink.accept(line.record()), listener);
    }

    /** Reads the usable contents with their media folder. Of several records with the same id, the last one counts. */
    public void contents(Consumer<Content> sink) {
        contents(sink, RecordListener.IGNORE);
    }

    /** Reads the usable items with their media folder. Of several records with the same id, the last one counts. */
    public void items(Consumer<Item> sink) {
        read(RecordType.ITEMS, line -> sink.accept(line.record()), RecordListener.IGNORE);
    }

    /** Reads the usable users. Of several records with the same id, the last one counts. */
    public void users(Consumer<User> sink) {
        read(RecordType.USERS, line -> sink.accept(line.record()), RecordListener.IGNORE);
    }

    /** Reads the usable category taxonomy. Of several records of a category, the last one counts. */
    public void categories(Consumer<CategoryRecord> sink) {
        read(RecordType.CATEGORIES, line -> sink.accept(line.record()), RecordListener.IGNORE);
    }

    /** Reads the usable tag taxonomy. Of several records of a tag, the last one counts. */
    public void tags(Consumer<TagRecord> sink) {
        read(RecordType.TAGS, line -> sink.accept(line.record()), RecordListener.IGNORE);
    }

    /** Reads the records of a kind. */
    <R> void read(RecordType<R> type, Consumer<RecordLine<R>> sink, RecordListener listener) {
        List<RecordSource> existing = sources.get(type.kind());
        if (existing != null) {
            String media = path.toAbsolutePath().normalize().toString();
            new RecordFile<>(existing, type, options.unique()).read(line -> {
                if (sample == null || sample.has(type.node().apply(line.record()))) {
                    sink.accept(new RecordLine<>(line.origin(), type.inFolder().apply(line.record(), media)));
                } else {
                    listener.skipped();
                }
            }, listener);
        }
    }

    /** Parses the metadata of a folder; those of a folder without a file are an empty object. */
    private static <T extends @Nullable Object> T metadata(Path folder, Function<JsonNode, T> parser) {
        Path file = folder.resolve(DATA_SET);
        try {
            return parser.apply(StrictJson.parse(
                    Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "{}"));
        } catch (InvalidRecordException e) {
            throw new RecallException(Code.INVALID, file + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new RecallException(Code.INVALID, file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
