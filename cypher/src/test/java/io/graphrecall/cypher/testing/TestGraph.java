package io.graphrecall.cypher.testing;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.neo4j.GraphAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Test graph with methods to clear, query and dump it. */
public final class TestGraph implements AutoCloseable {

    private final GraphClient client;

    public TestGraph(GraphAddress address) {
        client = GraphClient.connect(address.uri(), address.user(), address.password());
        GraphSchema.migrate(client);
    }

    public GraphClient client() {
        return client;
    }

    /** Removes everything except the migration records. */
    public void empty() {
        run("MATCH (n) WHERE NOT n:Migration DETACH DELETE n");
    }

    /** Replaces the graph, except the migration records, by what a statement creates. */
    public void load(String cypher) {
        empty();
        run(cypher);
    }

    /** Runs a statement for its side effects. */
    public void run(String cypher) {
        client.write(tx -> tx.execute(statement(cypher), Map.of()));
    }

    /** Runs a read-only statement and maps its rows. */
    public <T> List<T> ask(String cypher, Function<GraphRow, T> row) {
        return client.read(statement(cypher), Map.of(), row);
    }

    /** Runs a read-only statement and returns its column {@code line}. */
    public List<String> lines(String cypher) {
        return ask(cypher, row -> row.string("line"));
    }

    /** Runs a read-only statement and returns its single integer {@code n}. */
    public long number(String cypher) {
        return ask(cypher, row -> row.integer("n")).getFirst();
    }

    /** Returns every node and relationship with all properties, sorted. */
    public List<String> dump() {
        List<String> lines = new ArrayList<>();
        client.stream(
                statement("MATCH (n) WHERE NOT n:Migration RETURN labels(n) AS labels, properties(n) AS properties"),
                Map.of(), row -> lines.add(row.strings("labels").toString() + sorted(row.map("properties"))));
        client.stream(statement("""
                MATCH (a)-[r]->(b)
                RETURN type(r) AS type, properties(r) AS properties,
                       coalesce(a.user_id, a.content_id, a.item_id, a.text, a.name, a.key) AS source,
                       coalesce(b.user_id, b.content_id, b.item_id, b.text, b.name, b.key) AS target"""), Map.of(),
                row -> lines.add("(" + row.string("source") + ")-" + row.string("type") + sorted(row.map("properties"))
                        + "->(" + row.string("target") + ")"));
        lines.sort(null);
        return lines;
    }

    @Override
    public void close() {
        client.close();
    }

    private static Map<String, Object> sorted(Map<String, Object> properties) {
        return new TreeMap<>(properties);
    }

    private static CypherStatement statement(String cypher) {
        return new CypherStatement("test/statement", cypher);
    }
}
