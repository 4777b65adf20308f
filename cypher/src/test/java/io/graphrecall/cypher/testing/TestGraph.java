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

/** A graph under test: can be emptied, asked, and written down as a whole. */
public final class TestGraph implements AutoCloseable {

    private final GraphClient client;

    public TestGraph(GraphAddress address) {
        client = GraphClient.connect(address.uri(), address.user(), address.password());
        GraphSchema.migrate(client);
    }

    public GraphClient client() {
        return client;
    }

    /** Removes everything but the record of migrations. */
    public void empty() {
        run("MATCH (n) WHERE NOT n:Migration DETACH DELETE n");
    }

    /** Makes the graph what a statement creates, and nothing else but the record of migrations. */
    public void load(String cypher) {
        empty();
        run(cypher);
    }

    /** Runs a statement for its effect. */
    public void run(String cypher) {
        client.write(tx -> tx.execute(statement(cypher), Map.of()));
    }

    /** The rows of a reading statement. */
    public <T> List<T> ask(String cypher, Function<GraphRow, T> row) {
        return client.read(statement(cypher), Map.of(), row);
    }

    /** The column {@code line} of a reading statement. */
    public List<String> lines(String cypher) {
        return ask(cypher, row -> row.string("line"));
    }

    /** The one whole number that a reading statement returns as {@code n}. */
    public long number(String cypher) {
        return ask(cypher, row -> row.integer("n")).getFirst();
    }

    /** Every node and relationship with every property, in an order of its own. */
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
