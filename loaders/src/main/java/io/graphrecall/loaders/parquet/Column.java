package io.graphrecall.loaders.parquet;

import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.MapOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

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

    /** Returns the column in the schema of a file. */
    Type inSchema() {
        return type(name, type, required ? Repetition.REQUIRED : Repetition.OPTIONAL);
    }

    private static Type type(String name, ColumnType type, Repetition repetition) {
        return switch (type) {
            case Scalar scalar -> scalar(name, scalar, repetition);
            case ListOf list -> ConversionPatterns.listOfElements(
                    repetition, name, type("element", list.element(), Repetition.REQUIRED));
            case MapOf map -> Types.map(repetition)
                    .key(scalar("key", Scalar.TEXT, Repetition.REQUIRED))
                    .value(type("value", map.value(), Repetition.REQUIRED))
                    .named(name);
        };
    }

    private static Type scalar(String name, Scalar type, Repetition repetition) {
        return switch (type) {
            case TEXT -> Types.primitive(PrimitiveTypeName.BINARY, repetition)
                    .as(LogicalTypeAnnotation.stringType()).named(name);
            case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case TIME -> Types.primitive(PrimitiveTypeName.INT64, repetition)
                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS)).named(name);
        };
    }
}
