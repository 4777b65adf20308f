package io.graphrecall.loaders.parquet;

/** Type of the values of a column. Values in lists and maps are never null. */
public sealed interface ColumnType {

    /** Single value. */
    enum Scalar implements ColumnType {
        /** {@link String}. */
        TEXT,
        /** {@link Integer}. */
        INT,
        /** {@link Long}. */
        LONG,
        /** {@link Float}. */
        FLOAT,
        /** {@link Double}. */
        DOUBLE,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link java.time.Instant}, in milliseconds. */
        TIME
    }

    /** {@link java.util.List}, or {@code float[]} for elements of type {@link Scalar#FLOAT}. */
    record ListOf(ColumnType element) implements ColumnType {}

    /** {@link java.util.Map} with texts as keys. */
    record MapOf(ColumnType value) implements ColumnType {}
}
