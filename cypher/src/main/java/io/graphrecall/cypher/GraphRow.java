package io.graphrecall.cypher;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.value.LossyCoercion;
import org.neo4j.driver.exceptions.value.Uncoercible;
import org.neo4j.driver.types.MapAccessor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A row of a result. Columns are read by the name the statement returns them under; a name that it does not return is a
 * {@link NoSuchElementException}, a value of another kind or null an {@link IllegalStateException}. Lists and maps are
 * the caller's own.
 */
public final class GraphRow {

    private final MapAccessor columns;

    GraphRow(MapAccessor columns) {
        this.columns = columns;
    }

    /** Whether the column is null. */
    public boolean isNull(String column) {
        return value(column).isNull();
    }

    /** A text. */
    public String string(String column) {
        return as(column, Value::asString);
    }

    /** A text, or null. */
    public @Nullable String stringOrNull(String column) {
        return isNull(column) ? null : string(column);
    }

    /** A whole number. */
    public long integer(String column) {
        return as(column, Value::asLong);
    }

    /** A whole number, or {@code absent} for null. */
    public long integer(String column, long absent) {
        return isNull(column) ? absent : integer(column);
    }

    /** A number. */
    public double real(String column) {
        return as(column, Value::asDouble);
    }

    /** True or false. */
    public boolean flag(String column) {
        return as(column, Value::asBoolean);
    }

    /** A list of texts; null is the empty list. */
    public List<String> strings(String column) {
        return list(column, Value::asString);
    }

    /** A list of whole numbers; null is the empty list. */
    public long[] longs(String column) {
        Value value = value(column);
        long[] numbers = new long[value.isNull() ? 0 : size(column, value)];
        for (int i = 0; i < numbers.length; i++) {
            int at = i;
            numbers[i] = checked(column, value, list -> list.get(at).asLong());
        }
        return numbers;
    }

    /** A list of numbers, in single precision; null is the empty list. */
    public float[] floats(String column) {
        Value value = value(column);
        float[] numbers = new float[value.isNull() ? 0 : size(column, value)];
        for (int i = 0; i < numbers.length; i++) {
            int at = i;
            numbers[i] = checked(column, value, list -> (float) list.get(at).asDouble());
        }
        return numbers;
    }

    /** A map, or the properties of a node or relationship; null is the empty map. */
    public Map<String, Object> map(String column) {
        return isNull(column) ? Map.of() : as(column, Value::asMap);
    }

    /** A list of maps, each read as a row of its own; null is the empty list. */
    public List<GraphRow> rows(String column) {
        return list(column, GraphRow::new);
    }

    /** A value as a person reads it; null is empty. */
    public String text(String column) {
        return text(value(column).asObject());
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> "%.4f".formatted(number);
            case List<?> list -> list.stream().map(GraphRow::text).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private <T> List<T> list(String column, Function<Value, T> element) {
        return isNull(column) ? new ArrayList<>() : as(column, value -> value.asList(element));
    }

    private static int size(String column, Value list) {
        return checked(column, list, Value::asList).size();
    }

    private <T> T as(String column, Function<Value, T> reading) {
        return checked(column, value(column), reading);
    }

    private static <T> T checked(String column, Value value, Function<Value, T> reading) {
        if (value.isNull()) {
            throw new IllegalStateException("column " + column + " is null");
        }
        try {
            return reading.apply(value);
        } catch (Uncoercible | LossyCoercion e) {
            throw new IllegalStateException("column " + column + " is " + value + ": " + e.getMessage(), e);
        }
    }

    private Value value(String column) {
        if (!columns.containsKey(column)) {
            throw new NoSuchElementException("the result has no column " + column + ", only " + columns.keys());
        }
        return columns.get(column);
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
