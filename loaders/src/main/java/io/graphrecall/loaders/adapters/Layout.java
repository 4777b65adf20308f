package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layouts of a data set that can be read. */
public enum Layout {
    RECALL(new RecallFolder()),
    MOVIELENS(new MovieLens()),
    AMAZON(new Amazon()),
    KUAISAR(new KuaiSar()),
    MIND(new Mind());

    private final Adapter adapter;

    Layout(Adapter adapter) {
        this.adapter = adapter;
    }

    /**
     * The layout of a folder.
     *
     * @throws RecallException with code NOT_FOUND where it is none of those known, INVALID where it may be several
     */
    public static Layout of(Path folder) {
        List<Layout> found = Arrays.stream(values()).filter(layout -> layout.adapter.recognises(folder)).toList();
        if (found.isEmpty()) {
            throw new RecallException(Code.NOT_FOUND, folder + " is no data set: it has neither " + RecallFolder.files()
                    + ", nor the files of another layout (" + names(List.of(values())) + ")");
        }
        if (found.size() > 1) {
            throw new RecallException(Code.INVALID,
                    folder + " may be " + names(found) + ": say which by --format, or take out what does not belong");
        }
        return found.getFirst();
    }

    /** The layout of a name on the command line, or empty where there is none of that name. */
    public static Optional<Layout> ofWireName(String name) {
        return Arrays.stream(values()).filter(layout -> layout.wireName().equals(name)).findFirst();
    }

    /** The name on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The sources of each kind of records that a folder of this layout has; those of one kind in the order of its
     * records.
     *
     * @throws RecallException with code NOT_FOUND where the folder has no file of this layout, INVALID where it cannot be
     *         read
     */
    public Map<DataFile, List<RecordSource>> sources(Path folder) {
        Map<DataFile, List<RecordSource>> sources = adapter.sources(folder);
        if (sources.isEmpty()) {
            throw new RecallException(Code.NOT_FOUND, folder + " has no file of layout " + wireName());
        }
        return sources;
    }

    private static String names(List<Layout> layouts) {
        return layouts.stream().map(Layout::wireName).collect(Collectors.joining(", "));
    }
}
