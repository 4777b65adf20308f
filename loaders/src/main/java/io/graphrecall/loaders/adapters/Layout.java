package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Supported layouts of a data set. */
public enum Layout implements WireNamed {
    RECALL(new RecallFolder()),
    MOVIELENS(new MovieLens()),
    AMAZON(new Amazon()),
    KUAISAR(new KuaiSar()),
    MIND(new Mind()),
    RECBOLE(new RecBole()),
    KUAIREC(new KuaiRec()),
    KUAIRAND(new KuaiRand()),
    YELP(new Yelp());

    private final Adapter adapter;

    Layout(Adapter adapter) {
        this.adapter = adapter;
    }

    /**
     * Detects the layout of a folder.
     *
     * @throws RecallException with code NOT_FOUND if no layout matches, INVALID if several match
     */
    public static Layout of(Path folder) {
        List<Layout> matches = Arrays.stream(values()).filter(layout -> layout.adapter.recognises(folder)).toList();
        if (matches.isEmpty()) {
            throw new RecallException(Code.NOT_FOUND,
                    folder + " is not a data set: name its files " + RecallFolder.files()
                            + ", or as in another layout (" + names(List.of(values()).subList(1, values().length))
                            + ")");
        }
        if (matches.size() > 1) {
            throw new RecallException(Code.INVALID,
                    folder + " matches several layouts (" + names(matches)
                            + "); choose one with --format or remove the other files");
        }
        return matches.getFirst();
    }

    /**
     * Returns the sources of each kind of records in a folder of this layout, in reading order.
     *
     * @param mapping column names, which take precedence over those in the folder's {@code mapping.json}; only for
     *                {@link #RECALL}
     * @throws RecallException with code NOT_FOUND if the folder has no file of this layout, INVALID if it cannot be
     *         read
     */
    public Map<RecordKind, List<RecordSource>> sources(Path folder, ColumnMapping mapping) {
        if (this != RECALL && !mapping.isEmpty()) {
            throw new RecallException(Code.INVALID, "a column mapping needs layout recall, but " + folder
                    + " has layout " + wireName());
        }
        Map<RecordKind, List<RecordSource>> sources = this == RECALL
                ? RecallFolder.sources(folder, mapping.over(ColumnMapping.read(folder)))
                : adapter.sources(folder);
        if (sources.isEmpty()) {
            throw new RecallException(Code.NOT_FOUND, folder + " has no file of layout " + wireName());
        }
        return sources;
    }

    /** Returns the mapped columns of a folder by field; none if the layout has fixed names. */
    public Map<String, String> columns(Path folder, ColumnMapping mapping) {
        return this == RECALL ? mapping.over(ColumnMapping.read(folder)).columns() : Map.of();
    }

    /**
     * Returns a message that names the data files of a folder that are not read, or null. Other layouts have more files, and
     * no {@code mapping.json}.
     */
    public @Nullable String unread(Path folder) {
        if (this != RECALL) {
            return ColumnMapping.exists(folder)
                    ? "mapping.json in " + folder + " is not read, because the columns of layout " + wireName()
                            + " have fixed names; rename them in the files"
                    : null;
        }
        List<String> files = RecallFolder.unread(folder);
        return files.isEmpty()
                ? null
                : String.join(", ", files) + " in " + folder + (files.size() == 1 ? " is" : " are")
                        + " not read; name the files of a data set " + RecallFolder.files()
                        + ", or its parts events-1, events-2";
    }

    private static String names(List<Layout> layouts) {
        return layouts.stream().map(Layout::wireName).collect(Collectors.joining(", "));
    }

    /** Returns the name on the command line. */
    @Override
    public String toString() {
        return wireName();
    }
}
