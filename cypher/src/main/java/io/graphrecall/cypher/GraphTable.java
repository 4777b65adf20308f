package io.graphrecall.cypher;

import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Result;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.MapAccessor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of a read for display, and the nodes and relationships in them for a drawing. Immutable.
 *
 * @param rows          one value per column: text, number, boolean, list, map or null. A node, relationship or path is text
 * @param nodes         distinct nodes of all rows
 * @param relationships distinct relationships of all rows whose two ends are among the nodes
 * @param truncated     true if the read has more rows
 */
public record GraphTable(
        List<String> columns,
        List<List<@Nullable Object>> rows,
        List<Node> nodes,
        List<Relationship> relationships,
        boolean truncated) {

    private static final int MAX_LIST = 100;

    /**
     * @param key  in its {@link NodeLabel#readable readable} form
     * @param name text for people; null if the node has none besides its key
     */
    public record Node(String label, String key, @Nullable String name) {

        /** Returns the label and the key. */
        @Override
        public String toString() {
            return label + " " + key;
        }

        static Node of(org.neo4j.driver.types.Node node) {
            for (String label : node.labels()) {
                for (NodeLabel known : NodeLabel.values()) {
                    if (known.label().equals(label)) {
                        String key = known.readable(
                                Objects.requireNonNullElse(text(node, known.keyProperty()), ""));
                        String name = nameOf(node);
                        return new Node(label, key, key.equals(name) ? null : name);
                    }
                }
            }
            return new Node(node.labels().iterator().hasNext() ? node.labels().iterator().next() : "",
                    node.elementId(), nameOf(node));
        }

        private static @Nullable String nameOf(MapAccessor node) {
            return node.containsKey("property")
                    ? text(node, "property") + "=" + text(node, "value")
                    : Stream.of("title", "name").map(key -> text(node, key)).filter(Objects::nonNull).findFirst()
                            .orElse(null);
        }

        /** Returns a property as text; null if the node has none. Nodes of other programs may have numbers in any property. */
        private static @Nullable String text(MapAccessor node, String key) {
            Object value = node.get(key).asObject();
            return value == null ? null : value.toString();
        }
    }

    /**
     * A relationship between two nodes of the table.
     *
     * @param from   index of the start node
     * @param to     index of the end node
     * @param at     epoch milliseconds; null if it has no time
     * @param weight null if it has none
     */
    public record Relationship(int from, int to, String type, @Nullable Long at, @Nullable Double weight) {

        /** Returns {@code at} in ISO 8601, as the property {@code time} of JSON. */
        public @Nullable String getTime() {
            return at == null ? null : Instant.ofEpochMilli(at).toString();
        }
    }

    /**
     * Reads at most {@code maxRows} rows, and the nodes and relationships in all their columns.
     *
     * @param columns columns of the rows; those of the result if empty
     */
    static GraphTable read(Result result, List<String> columns, int maxRows) {
        List<String> chosen = columns.isEmpty() ? result.keys() : columns;
        Reader reader = new Reader();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < maxRows && result.hasNext()) {
            Map<String, @Nullable Object> cells = new HashMap<>();
            result.next().fields().forEach(cell -> cells.put(cell.key(), reader.cell(cell.value().asObject())));
            List<@Nullable Object> row = new ArrayList<>();
            chosen.forEach(column -> row.add(cells.get(column)));
            rows.add(row);
        }
        return new GraphTable(chosen, rows, List.copyOf(reader.nodes.values()), reader.connected(),
                result.hasNext());
    }

    /** Converts values of the driver and collects the nodes and relationships among them, by their element ids. */
    static final class Reader {

        private final Map<String, Node> nodes = new LinkedHashMap<>();
        /** By node, its longest distance from the start of a path. */
        private final Map<String, Integer> positions = new HashMap<>();
        private final Map<String, org.neo4j.driver.types.Relationship> relationships = new LinkedHashMap<>();

        @Nullable
        Object cell(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Double number -> Double.isFinite(number) ? number : (Object) number.toString();
                case Number number -> number;
                case Boolean flag -> flag;
                case List<?> list -> list.stream().limit(MAX_LIST).map(this::cell).toList();
                case Map<?, ?> map -> {
                    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
                    map.forEach((key, each) -> cells.put(String.valueOf(key), cell(each)));
                    yield cells;
                }
                case org.neo4j.driver.types.Node node -> add(node).toString();
                case org.neo4j.driver.types.Relationship relationship -> {
                    relationships.put(relationship.elementId(), relationship);
                    yield relationship.type();
                }
                case org.neo4j.driver.types.Path path -> {
                    int position = 0;
                    for (org.neo4j.driver.types.Node node : path.nodes()) {
                        add(node);
                        positions.merge(node.elementId(), position++, Math::max);
                    }
                    path.relationships().forEach(each -> relationships.put(each.elementId(), each));
                    yield add(path.start()) + " … " + add(path.end());
                }
                default -> value.toString();
            };
        }

        private Node add(org.neo4j.driver.types.Node node) {
            return nodes.computeIfAbsent(node.elementId(), unused -> Node.of(node));
        }

        /** Returns what the values so far contain. */
        ResultGraph graph() {
            List<Relationship> relationships = connected();
            List<String> ids = List.copyOf(nodes.keySet());
            Map<Integer, List<Integer>> neighbours = new HashMap<>();
            for (Relationship each : relationships) {
                neighbours.computeIfAbsent(each.from(), node -> new ArrayList<>()).add(each.to());
                neighbours.computeIfAbsent(each.to(), node -> new ArrayList<>()).add(each.from());
            }
            Map<Integer, Integer> columns = new HashMap<>();
            Deque<Integer> next = new ArrayDeque<>();
            for (int node = 0; node < ids.size(); node++) {
                Integer position = positions.get(ids.get(node));
                if (position != null) {
                    columns.put(node, position);
                    next.add(node);
                }
            }
            for (int start = 0; start < ids.size(); start++) {
                while (!next.isEmpty()) {
                    int node = next.remove();
                    for (int other : neighbours.getOrDefault(node, List.of())) {
                        if (columns.putIfAbsent(other, columns.getOrDefault(node, 0) + 1) == null) {
                            next.add(other);
                        }
                    }
                }
                if (columns.putIfAbsent(start, 0) == null) {
                    next.add(start);
                }
            }
            return new ResultGraph(List.copyOf(nodes.values()),
                    IntStream.range(0, ids.size()).mapToObj(node -> columns.getOrDefault(node, 0)).toList(),
                    relationships);
        }

        List<Relationship> connected() {
            Map<String, Integer> positions = new HashMap<>();
            nodes.keySet().forEach(id -> positions.put(id, positions.size()));
            List<Relationship> connected = new ArrayList<>();
            relationships.values().forEach(each -> {
                Integer from = positions.get(each.startNodeElementId());
                Integer to = positions.get(each.endNodeElementId());
                if (from != null && to != null) {
                    connected.add(new Relationship(from, to, each.type(), at(each), weight(each)));
                }
            });
            return connected;
        }

        private static @Nullable Long at(Entity entity) {
            return entity.get("at").asObject() instanceof Long at ? at : null;
        }

        private static @Nullable Double weight(Entity entity) {
            return entity.get("weight").asObject() instanceof Double weight ? weight : null;
        }
    }
}
