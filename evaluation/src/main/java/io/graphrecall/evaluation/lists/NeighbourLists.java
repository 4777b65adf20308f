package io.graphrecall.evaluation.lists;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Export of the nearest contents of each content in one embedding space or table, without hidden contents. */
public final class NeighbourLists {

    private static final ListTable<Line> TABLE = new ListTable<>(
            List.of(Column.required("content_id", Scalar.TEXT), Column.required("rank", Scalar.INT),
                    Column.required("neighbour_id", Scalar.TEXT), Column.required("score", Scalar.FLOAT)),
            NeighbourLists::rows);

    private final GraphTables tables;
    private final SparseTable space;

    private NeighbourLists(GraphTables tables, SparseTable space) {
        this.tables = tables;
        this.space = space;
    }

    /**
     * Opens a space of a generation.
     *
     * @throws RecallException with code NOT_FOUND if the generation has no such space
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
                            "there is no space '" + space + "'; use one of attribute, i2i"
                                    + spaces.stream().map(name -> ", " + name).collect(Collectors.joining()));
                }
                yield VectorSpace.neighbours(generation, space);
            }
        });
    }

    /** @param neighbours nearest contents, nearest first */
    private record Line(
            @JsonProperty("content_id") String contentId,
            @JsonProperty("neighbours") List<Neighbour> neighbours) {}

    private record Neighbour(
            @JsonProperty("content_id") String contentId, @JsonProperty("score") float score) {}

    /**
     * Writes the neighbours of each content, in the order of ids: JSON Lines with one content per line, or, if the file name
     * ends with {@code .parquet}, one row per neighbour.
     *
     * @param size maximum number of neighbours of a content
     * @return number of contents
     */
    public long write(int size, Path file, Progress progress) {
        long lines = 0;
        progress.begin("Writing neighbours", tables.contents().size());
        try (ListWriter<Line> writer = ListWriter.to(file, TABLE)) {
            for (int content = 0; content < tables.contents().size(); content++) {
                if (!tables.isHidden(content)) {
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

    private static List<@Nullable Object[]> rows(Line line) {
        List<@Nullable Object[]> rows = new ArrayList<>(line.neighbours.size());
        for (Neighbour neighbour : line.neighbours) {
            rows.add(new Object[] {line.contentId, rows.size() + 1, neighbour.contentId, neighbour.score});
        }
        return rows;
    }

    private List<Neighbour> neighbours(int content, int size) {
        List<Neighbour> neighbours = new ArrayList<>();
        SparseTable.Row row = space.row(content);
        for (int entry = 0; entry < row.columns().length && neighbours.size() < size; entry++) {
            int other = row.columns()[entry];
            if (!tables.isHidden(other)) {
                neighbours.add(new Neighbour(tables.contents().key(other), row.weights()[entry]));
            }
        }
        return neighbours;
    }
}
