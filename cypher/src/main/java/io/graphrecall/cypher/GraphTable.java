package io.graphrecall.cypher;

import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.MapAccessor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    /** @param name text for people; null if the node has none besides its key */
    public record Node(String label, String key, @Nullable String name) {}

    /**
     * A relationship between two nodes of the table.
     *
     * @param from   index of the start node
     * @param to     index of the end node
     * @param at     epoch milliseconds; null if it has no time
     * @param weight null if it has none
     */
    public record Relationship(int from, int to, String type, @Nullable Long at, @Nullable Double weight) {}

    /** Reads at most {@code maxRows} rows. */
    static GraphTable read(Result result, int maxRows) {
        Reader reader = new Reader();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < maxRows && result.hasNext()) {
            Record row = result.next();
            List<@Nullable Object> cells = new ArrayList<>();
            row.values().forEach(value -> cells.add(reader.cell(value.asObject())));
            rows.add(cells);
        }
        return new GraphTable(result.keys(), rows, List.copyOf(reader.nodes.values()), reader.connected(),
                result.hasNext());
    }

    /** Converts values of the driver and collects the nodes and relationships among them, by their element ids. */
    private static final class Reader {

        private final Map<String, Node> nodes = new LinkedHashMap<>();
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
                case org.neo4j.driver.types.Node node -> text(add(node));
                case org.neo4j.driver.types.Relationship relationship -> {
                    relationships.put(relationship.elementId(), relationship);
                    yield relationship.type();
                }
                case org.neo4j.driver.types.Path path -> {
                    path.nodes().forEach(this::add);
                    path.relationships().forEach(each -> relationships.put(each.elementId(), each));
                    yield text(add(path.start())) + " … " + text(add(path.end()));
                }
                default -> value.toString();
            };
        }

        private Node add(org.neo4j.driver.types.Node node) {
            return nodes.computeIfAbsent(node.elementId(), unused -> node(node));
        }

        List<Relationship> connected() {
            List<String> ids = List.copyOf(nodes.keySet());
            List<Relationship> connected = new ArrayList<>();
            relationships.values().forEach(each -> {
                int from = ids.indexOf(each.startNodeElementId());
                int to = ids.indexOf(each.endNodeElementId());
                if (from >= 0 && to >= 0) {
                    connected.add(new Relationship(from, to, each.type(), at(each), weight(each)));
                }
            });
            return connected;
        }

        private static Node node(org.neo4j.driver.types.Node node) {
            for (String label : node.labels()) {
                for (NodeLabel known : NodeLabel.values()) {
                    if (known.label().equals(label)) {
                        String key = node.get(known.keyProperty()).asString("");
                        String name = name(node);
                        return new Node(label, key, key.equals(name) ? null : name);
                    }
                }
            }
            return new Node(node.labels().iterator().hasNext() ? node.labels().iterator().next() : "", node.elementId(),
                    name(node));
        }

        private static @Nullable String name(MapAccessor node) {
            return node.containsKey("property")
                    ? node.get("property").asString("") + "=" + node.get("value").asString("")
                    : Arrays.asList("title", "name").stream().map(key -> node.get(key).asString(null))
                            .filter(Objects::nonNull).findFirst().orElse(null);
        }

        private static String text(Node node) {
            return node.label() + " " + node.key();
        }

        private static @Nullable Long at(Entity entity) {
            return entity.get("at").asObject() instanceof Long at ? at : null;
        }

        private static @Nullable Double weight(Entity entity) {
            return entity.get("weight").asObject() instanceof Double weight ? weight : null;
        }
    }
}
