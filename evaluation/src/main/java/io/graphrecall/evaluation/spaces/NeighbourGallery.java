package io.graphrecall.evaluation.spaces;

import io.graphrecall.content.media.MediaReader;
import io.graphrecall.content.media.Picture;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.LineListener;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Description;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A few contents with what lies nearest to them in each space, as pictures for a reader's eye.
 *
 * @param spaces by name: rows of a content and its nearest, the nearest first
 */
public record NeighbourGallery(Map<String, List<List<Shown>>> spaces) {

    /** Nothing to be seen. */
    public static final NeighbourGallery EMPTY = new NeighbourGallery(Map.of());

    private static final int ROWS = 10;
    private static final int NEAREST = 10;
    private static final int SIDE = 64;

    /**
     * A content.
     *
     * @param title   empty where it has none
     * @param picture its cover or first frame, made square; where it has none that can be read, empty
     */
    public record Shown(String title, List<Picture> picture) {}

    /**
     * Draws contents that have media by lot and looks up what is nearest to them.
     *
     * @param folder has titles and media
     */
    public static NeighbourGallery of(DataSetFolder folder, Generation generation, long seed) {
        Map<String, Description> described = new HashMap<>();
        folder.contents(line -> described.put(line.record().id().key(), line.record().description()),
                LineListener.IGNORE);
        List<String> lot = new ArrayList<>(described.entrySet().stream()
                .filter(content -> !content.getValue().media().equals(Description.Media.NONE)).map(Map.Entry::getKey)
                .sorted().toList());
        if (lot.isEmpty()) {
            return EMPTY;
        }
        Collections.shuffle(lot, new Random(seed));
        NodeIndex contents = generation.index("contents");
        Gallery gallery = new Gallery(described, contents);
        Map<String, List<List<Shown>>> spaces = new TreeMap<>();
        for (String name : VectorSpace.names(generation)) {
            CsrTable neighbours = VectorSpace.neighbours(generation, name);
            List<List<Shown>> rows = lot.stream().mapToInt(contents::ordinal)
                    .filter(content -> content >= 0 && neighbours.start(content) < neighbours.end(content))
                    .limit(ROWS).mapToObj(content -> gallery.row(neighbours, content)).toList();
            if (!rows.isEmpty()) {
                spaces.put(name, rows);
            }
        }
        return new NeighbourGallery(spaces);
    }

    /** Reads each picture once. */
    private static final class Gallery {

        private final MediaReader media = new MediaReader(SIDE, 1, 0);
        private final Map<String, Description> described;
        private final NodeIndex contents;
        private final Map<Integer, Shown> shown = new HashMap<>();

        Gallery(Map<String, Description> described, NodeIndex contents) {
            this.described = described;
            this.contents = contents;
        }

        List<Shown> row(CsrTable neighbours, int content) {
            int from = neighbours.start(content);
            int to = Math.min(neighbours.end(content), from + NEAREST);
            return IntStream.concat(IntStream.of(content), IntStream.range(from, to).map(neighbours::column))
                    .mapToObj(one -> shown.computeIfAbsent(one, this::read)).toList();
        }

        private Shown read(int content) {
            Description description = described.get(contents.key(content));
            if (description == null) {
                return new Shown("", List.of());
            }
            String title = description.title() == null ? "" : description.title();
            String folder = description.media().folder();
            return new Shown(title, folder == null
                    ? List.of()
                    : media.read(description.media(), Path.of(folder)).frames());
        }
    }
}
