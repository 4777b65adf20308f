package io.graphrecall.evaluation.lists;

import io.graphrecall.loaders.parquet.Column;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Records as rows of a table.
 *
 * @param rows rows of a record, with one value per column
 */
public record ListTable<T>(List<Column> columns, Function<T, List<@Nullable Object[]>> rows) {

    public ListTable {
        columns = List.copyOf(columns);
    }
}
