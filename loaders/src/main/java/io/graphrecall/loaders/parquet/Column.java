package io.graphrecall.loaders.parquet;

/**
 * Column of a Parquet file.
 *
 * @param required true if every row has a value
 */
public record Column(String name, ColumnType type, boolean required) {

    /** Creates a column with a value in every row. */
    public static Column required(String name, ColumnType type) {
        return new Column(name, type, true);
    }

    /** Creates a column whose values may be null. */
    public static Column optional(String name, ColumnType type) {
        return new Column(name, type, false);
    }
}
