package io.graphrecall.evaluation.spaces;

import io.graphrecall.content.media.MediaReader;
import io.graphrecall.content.media.Picture;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Description;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Random contents and their nearest neighbours in each embedding space, as images.
 *
 * @param spaces rows by name of the space; a row is a content followed by its neighbours, nearest first
 */
public record NeighbourGallery(Map<String, List<List<Item>>> spaces) {

    /** Gallery without spaces. */
    public static final NeighbourGallery EMPTY = new NeighbourGallery(Map.of());

    private static final int MAX_ROWS = 10;
    private static final int NEAREST = 10;
    /** Side length in pixels. */
    private static final int SIDE = 64;

    /**
     * Content of the gallery.
     *
     * @param title   title, may be empty
     * @param picture square cover image or first frame, empty if it has none that can be read
     */
    public record Item(String title, List<Picture> picture) {}

    /**
     * Draws random contents that have media and looks up their nearest neighbours.
     *
     * @param folder data set with titles and media
     */
    public static NeighbourGallery of(DataSetFolder folder, Generation generation, long seed) {
        Map<String, Description> descriptions = new HashMap<>();
        folder.contents(content -> descriptions.put(content.id().key(), content.description()));
        List<String> candidates = new ArrayList<>(descriptions.entrySet().stream()
                .filter(content -> !content.getValue().media().equals(Description.Media.NONE)).map(Map.Entry::getKey)
                .sorted().toList());
        if (candidates.isEmpty()) {
            return EMPTY;
        }
        Collections.shuffle(candidates, new Random(seed));
        NodeIndex contents = generation.index("contents");
        ItemReader reader = new ItemReader(descriptions, contents);
        Map<String, List<List<Item>>> spaces = new TreeMap<>();
        for (String name : VectorSpace.names(generation)) {
            SparseTable neighbours = VectorSpace.neighbours(generation, name);
            List<List<Item>> rows = candidates.stream().mapToInt(contents::ordinal)
                    .filter(content -> content >= 0 && neighbours.start(content) < neighbours.end(content))
                    .limit(MAX_ROWS).mapToObj(content -> reader.row(neighbours, content)).toList();
            if (!rows.isEmpty()) {
                spaces.put(name, rows);
            }
        }
        return new NeighbourGallery(spaces);
    }

    /** Reader that loads each image once. */
    private static final class ItemReader {

        private final MediaReader media = new MediaReader(SIDE, 1, 0);
        private final Map<String, Description> descriptions;
        private final NodeIndex contents;
        private final Map<Integer, Item> items = new HashMap<>();

        ItemReader(Map<String, Description> descriptions, NodeIndex contents) {
            this.descriptions = descriptions;
            this.contents = contents;
        }

        List<Item> row(SparseTable neighbours, int content) {
            SparseTable.Row row = neighbours.row(content);
            return IntStream.concat(IntStream.of(content), Arrays.stream(row.columns()).limit(NEAREST))
                    .mapToObj(one -> items.computeIfAbsent(one, this::read)).toList();
        }

        private Item read(int content) {
            Description description = descriptions.get(contents.key(content));
            if (description == null) {
                return new Item("", List.of());
            }
            String title = description.title() == null ? "" : description.title();
            String folder = description.media().folder();
            return new Item(title, folder == null
                    ? List.of()
                    : media.read(description.media(), Path.of(folder)).frames());
        }
    }
}
