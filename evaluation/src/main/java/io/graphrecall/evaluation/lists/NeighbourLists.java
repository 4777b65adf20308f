package io.graphrecall.evaluation.lists;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The nearest contents of every content in one space, written as lists. Hidden contents are left out. */
public final class NeighbourLists {

    private final GraphTables tables;
    private final CsrTable space;

    private NeighbourLists(GraphTables tables, CsrTable space) {
        this.tables = tables;
        this.space = space;
    }

    /**
     * The lists of a space.
     *
     * @throws RecallException with code NOT_FOUND where there is no such space
     */
    public static NeighbourLists of(Generation generation, String space) {
        GraphTables tables = GraphTables.read(generation);
        return new NeighbourLists(tables, switch (space) {
            case "i2i" -> tables.i2i();
            case "attribute" -> tables.similar();
            default -> {
                SortedSet<String> spaces = VectorSpace.names(generation);
                if (!spaces.contains(space)) {
                    throw new RecallException(Code.NOT_FOUND,
                            "there is no space '" + space + "': there are attribute, i2i"
                                    + spaces.stream().map(name -> ", " + name).collect(Collectors.joining()));
                }
                yield VectorSpace.neighbours(generation, space);
            }
        });
    }

    /** A line: a content and those nearest to it, the nearest first. */
    private record Line(
            @JsonProperty("content_id") String contentId,
            @JsonProperty("neighbours") List<Neighbour> neighbours) {}

    private record Neighbour(
            @JsonProperty("content_id") String contentId, @JsonProperty("score") float score) {}

    /**
     * Writes a line for every content, in the order of ids.
     *
     * @param size at most so many neighbours a content
     * @return how many lines were written
     */
    public long write(int size, Path file, Progress progress) {
        long lines = 0;
        progress.begin("neighbours", tables.contents().size());
        try (ListWriter writer = ListWriter.to(file)) {
            for (int content = 0; content < tables.contents().size(); content++) {
                if (tables.hidden()[content] == 0) {
                    writer.write(new Line(tables.contents().key(content), neighbours(content, size)));
                    lines++;
                }
                progress.advance(1);
            }
            writer.commit();
        }
        progress.end("%,d contents".formatted(lines));
        return lines;
    }

    private List<Neighbour> neighbours(int content, int size) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (int entry = space.start(content); entry < space.end(content) && neighbours.size() < size; entry++) {
            int other = space.column(entry);
            if (tables.hidden()[other] == 0) {
                neighbours.add(new Neighbour(tables.contents().key(other), space.weight(entry)));
            }
        }
        return neighbours;
    }
}
