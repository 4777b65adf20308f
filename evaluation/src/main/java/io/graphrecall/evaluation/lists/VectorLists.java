package io.graphrecall.evaluation.lists;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/**
 * Export of the content vectors of one embedding space, without hidden contents. As Parquet it has the layout of the
 * vector files of a data set.
 */
public final class VectorLists {

    private static final ListTable<Line> TABLE = new ListTable<>(
            List.of(Column.required("content_id", Scalar.TEXT), Column.required("vector", new ListOf(Scalar.FLOAT))),
            line -> Collections.singletonList(new Object[] {line.contentId, line.vector}));

    private VectorLists() {}

    private record Line(String contentId, float[] vector) {}

    /**
     * Writes the vector of each content that has one, in the order of ids.
     *
     * @return number of vectors
     * @throws RecallException with code NOT_FOUND if the generation has no such space
     */
    public static long write(Generation generation, String space, Path file, Progress progress) {
        SortedSet<String> spaces = VectorSpace.names(generation);
        if (!spaces.contains(space)) {
            throw new RecallException(Code.NOT_FOUND, "there is no embedding space '" + space + "'; "
                    + (spaces.isEmpty() ? "this generation has none" : "use one of " + String.join(", ", spaces)));
        }
        GraphTables tables = GraphTables.read(generation);
        EmbeddingTable vectors = VectorSpace.vectors(generation, space);
        long count = 0;
        progress.begin("Writing vectors", vectors.rows());
        try (ListWriter<Line> writer = ListWriter.to(file, TABLE)) {
            for (int row = 0; row < vectors.rows(); row++) {
                int content = vectors.ordinal(row);
                if (!tables.isHidden(content)) {
                    writer.write(new Line(tables.contents().key(content), vectors.vector(row)));
                    count++;
                }
                progress.advance(1);
            }
            writer.commit();
        }
        progress.end(Counts.of(count, "vector") + " of " + Counts.of(vectors.dimensions(), "dimension"));
        return count;
    }
}
