package io.graphrecall.evaluation.lists;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Export of the nearest contents of each content in one embedding space or table, without hidden contents. */
public final class NeighbourLists {

    private static final ListTable<Line> TABLE = new ListTable<>(
            List.of(Column.required("content_id", Scalar.TEXT), Column.required("rank", Scalar.INT),
                    Column.required("neighbour_id", Scalar.TEXT), Column.required("score", Scalar.FLOAT)),
            NeighbourLists::rows);

    private NeighbourLists() {}

    /** @param neighbours nearest contents, nearest first */
    private record Line(String contentId, List<Neighbour> neighbours) {}

    private record Neighbour(String contentId, float score) {}

    /**
     * Writes the neighbours of each content, in the order of ids: JSON Lines with one content per line, or, if the file name
     * ends with {@code .parquet}, one row per neighbour.
     *
     * @param size maximum number of neighbours of a content
     * @return number of contents
     * @throws RecallException with code NOT_FOUND if the generation has no such space
     */
    public static long write(Generation generation, String space, int size, Path file, Progress progress) {
        GraphTables tables = GraphTables.read(generation);
        SparseTable neighbours = switch (space) {
            case "i2i" -> tables.i2i();
            case "attribute" -> tables.similar();
            default -> vectorNeighbours(generation, space);
        };
        long lines = 0;
        progress.begin("Writing neighbours", tables.contents().size());
        try (ListWriter<Line> writer = ListWriter.to(file, TABLE)) {
            for (int content = 0; content < tables.contents().size(); content++) {
                if (!tables.isHidden(content)) {
                    writer.write(
                            new Line(tables.contents().key(content), shown(neighbours.row(content), tables, size)));
                    lines++;
                }
                progress.advance(1);
            }
            writer.commit();
        }
        progress.end(Counts.of(lines, "content"));
        return lines;
    }

    private static SparseTable vectorNeighbours(Generation generation, String space) {
        SortedSet<String> spaces = VectorSpace.names(generation);
        if (!spaces.contains(space)) {
            throw new RecallException(Code.NOT_FOUND, "there is no space '" + space + "'; use one of attribute, i2i"
                    + spaces.stream().map(name -> ", " + name).collect(Collectors.joining()));
        }
        return VectorSpace.neighbours(generation, space);
    }

    private static List<Neighbour> shown(SparseTable.Row row, GraphTables tables, int size) {
        return IntStream.range(0, row.columns().length).filter(entry -> !tables.isHidden(row.columns()[entry]))
                .limit(size).mapToObj(entry -> new Neighbour(
                        tables.contents().key(row.columns()[entry]), row.weights()[entry]))
                .toList();
    }

    private static List<@Nullable Object[]> rows(Line line) {
        List<@Nullable Object[]> rows = new ArrayList<>(line.neighbours.size());
        for (Neighbour neighbour : line.neighbours) {
            rows.add(new Object[] {line.contentId, rows.size() + 1, neighbour.contentId, neighbour.score});
        }
        return rows;
    }
}
