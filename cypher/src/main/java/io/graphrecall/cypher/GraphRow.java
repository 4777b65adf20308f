package io.graphrecall.cypher;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.value.LossyCoercion;
import org.neo4j.driver.exceptions.value.Uncoercible;
import org.neo4j.driver.types.MapAccessor;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Row of a result, with typed access to its columns by name. An unknown column causes a {@link NoSuchElementException};
 * a value of another type, or null where null is not allowed, an {@link IllegalStateException}. Returned lists and maps
 * belong to the caller.
 */
public final class GraphRow {

    private final MapAccessor columns;

    GraphRow(MapAccessor columns) {
        this.columns = columns;
    }

    /** Returns true if the column is null. */
    public boolean isNull(String column) {
        return found(column).isNull();
    }

    public String string(String column) {
        return as(column, Value::asString);
    }

    /** Returns a string, or null. */
    public @Nullable String stringOrNull(String column) {
        return isNull(column) ? null : string(column);
    }

    public long integer(String column) {
        return as(column, Value::asLong);
    }

    /** Returns an integer, or {@code absent} if the column is null. */
    public long integer(String column, long absent) {
        return isNull(column) ? absent : integer(column);
    }

    /** Returns a floating-point number. */
    public double real(String column) {
        return as(column, Value::asDouble);
    }

    public boolean flag(String column) {
        return as(column, Value::asBoolean);
    }

    /** Returns a list of strings; empty if the column is null. */
    public List<String> strings(String column) {
        return list(column, Value::asString);
    }

    /** Returns a list of integers; empty if the column is null. */
    public long[] longs(String column) {
        List<Long> list = list(column, Value::asLong);
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns a list of numbers in single precision; empty if the column is null. */
    public float[] floats(String column) {
        List<Double> list = list(column, Value::asDouble);
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).floatValue();
        }
        return numbers;
    }

    /** Returns a string, number or boolean, or a list of them. */
    public Object value(String column) {
        return as(column, Value::asObject);
    }

    /** Returns a map, or the properties of a node or relationship; empty if the column is null. */
    public Map<String, Object> map(String column) {
        return isNull(column) ? Map.of() : as(column, Value::asMap);
    }

    /** Returns a list of maps, each as a row; empty if the column is null. */
    public List<GraphRow> rows(String column) {
        return list(column, GraphRow::new);
    }

    /** Returns a value formatted for display; empty if the column is null. */
    public String displayText(String column) {
        return displayText(found(column).asObject());
    }

    private static String displayText(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> String.format(Locale.ROOT, "%.4f", number);
            case List<?> list -> list.stream().map(GraphRow::displayText).collect(Collectors.joining(", "));
            case Node node -> GraphTable.Node.of(node).toString();
            case Relationship relationship -> relationship.type();
            case Path path -> displayText(path);
            default -> value.toString();
        };
    }

    private static String displayText(Path path) {
        StringBuilder text = new StringBuilder(displayText(path.start()));
        for (Path.Segment step : path) {
            String type = step.relationship().type();
            text.append(step.relationship().startNodeElementId().equals(step.start().elementId())
                    ? " -" + type + "-> "
                    : " <-" + type + "- ").append(displayText(step.end()));
        }
        return text.toString();
    }

    private <T> List<T> list(String column, Function<Value, T> element) {
        return isNull(column) ? new ArrayList<>() : as(column, value -> value.asList(element));
    }

    private <T> T as(String column, Function<Value, T> conversion) {
        Value value = found(column);
        if (value.isNull()) {
            throw new IllegalStateException("column " + column + " is null");
        }
        try {
            return conversion.apply(value);
        } catch (Uncoercible | LossyCoercion e) {
            throw new IllegalStateException("column " + column + " is " + value + ": " + e.getMessage(), e);
        }
    }

    private Value found(String column) {
        if (!columns.containsKey(column)) {
            throw new NoSuchElementException(
                    "the result has no column " + column + "; its columns are " + columns.keys());
        }
        return columns.get(column);
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
