package io.graphrecall.service.http;

import io.graphrecall.cypher.Exploration;
import io.graphrecall.cypher.GraphExplorer;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Endpoints that read parts of the graph for people who explore it: neighbours, paths, built-in queries and Cypher. */
record GraphEndpoints(GraphExplorer graph) {

    private record Listing(List<Query> queries) {}

    private record Query(String name, String summary, List<Exploration.Parameter> parameters, List<String> columns) {

        static Query of(Exploration query) {
            return new Query(query.name(), query.summary(), query.parameters(), query.columns());
        }
    }

    private record Run(@Nullable String name, @Nullable Map<String, String> parameters) {}

    private record Statement(@Nullable String statement) {}

    List<Endpoint> all() {
        return List.of(
                new Endpoint("graphNeighbours", this::neighbours),
                new Endpoint("graphPaths", this::paths),
                new Endpoint("queries", request -> Reply.ok(
                        new Listing(Exploration.NAMES.stream().map(Exploration::of).map(Query::of).toList()))),
                new Endpoint("runQuery", this::run),
                new Endpoint("runCypher", this::runCypher));
    }

    private Reply neighbours(ApiRequest request) {
        Parameters parameters = request.parameters();
        return Reply.ok(graph.neighbours(label(parameters, "label"), required("/key", parameters.text("key")),
                parameters.integer("size")));
    }

    private Reply paths(ApiRequest request) {
        Parameters parameters = request.parameters();
        NodeLabel from = label(parameters, "from_label");
        String fromKey = required("/from_key", parameters.text("from_key"));
        NodeLabel to = label(parameters, "to_label");
        String toKey = required("/to_key", parameters.text("to_key"));
        if (from == to && from.key(fromKey).equals(to.key(toKey))) {
            throw new InvalidRecordException("/to_key", "is the node of from_key, expected another node");
        }
        return Reply.ok(graph.paths(from, fromKey, to, toKey));
    }

    private Reply run(ApiRequest request) {
        Run body = request.json(Run.class);
        Map<String, String> parameters = body.parameters() == null ? Map.of() : body.parameters();
        Exploration query = Exploration.of(required("/name", body.name()));
        return Reply.ok(FieldErrors.valid("/parameters", () -> graph.run(query, parameters)));
    }

    private Reply runCypher(ApiRequest request) {
        String statement = required("/statement", request.json(Statement.class).statement());
        return Reply.ok(FieldErrors.valid("/statement", () -> graph.run(statement)));
    }

    /** Returns the label of a parameter; the contract allows the labels of the schema only. */
    private static NodeLabel label(Parameters parameters, String name) {
        String label = required("/" + name, parameters.text(name));
        return Arrays.stream(NodeLabel.values()).filter(known -> known.label().equals(label)).findFirst().orElseThrow();
    }

    private static String required(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRecordException(pointer, "is missing");
        }
        return value;
    }
}
