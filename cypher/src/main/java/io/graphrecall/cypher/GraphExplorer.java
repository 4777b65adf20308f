package io.graphrecall.cypher;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads parts of the graph for people who explore it. Every read is limited in time and rows and cannot write. Keys of nodes
 * may have their {@link NodeLabel#readable readable} form. Thread-safe; calls block.
 */
public final class GraphExplorer {

    /** Maximum time of a read. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Maximum number of rows of a read. */
    public static final int MAX_ROWS = 1_000;

    /** Maximum number of relationships of a node that are read, so that a hub costs no more. */
    private static final int MAX_SCANNED = 5_000;
    private static final CypherStatement PATHS = CypherStatement.of("recall/node-paths");
    /**
     * Plan operators that read files or the network, run procedures, or administer the server. A statement with one of
     * them is read-only for Neo4j.
     */
    private static final Pattern REFUSED = Pattern.compile("(LoadCSV|ProcedureCall|Show|Terminate).*");

    private final GraphClient graph;
    private final Duration timeout;

    public GraphExplorer(GraphClient graph) {
        this(graph, TIMEOUT);
    }

    GraphExplorer(GraphClient graph, Duration timeout) {
        this.graph = graph;
        this.timeout = timeout;
    }

    /**
     * Returns a node with its newest relationships and the nodes at their other ends.
     *
     * @param limit maximum number of other nodes per relationship type and direction
     * @throws RecallException NOT_FOUND if there is no such node
     */
    public GraphTable neighbours(NodeLabel label, String key, int limit) {
        GraphTable found = read(CypherStatement.of("recall/node-neighbours", label),
                Map.of("key", label.key(key), "limit", limit, "scanned", MAX_SCANNED));
        if (found.nodes().isEmpty()) {
            throw unknown(label, key);
        }
        return found;
    }

    /**
     * Returns the shortest paths between two nodes, whatever the direction of their relationships.
     *
     * @throws RecallException NOT_FOUND if one of the nodes does not exist
     */
    public GraphTable paths(NodeLabel from, String fromKey, NodeLabel to, String toKey) {
        return read(PATHS, Map.of("source", elementId(from, fromKey), "target", elementId(to, toKey)));
    }

    /** Runs a built-in query. Throws INVALID also as {@link Exploration#values} does. */
    public GraphTable run(Exploration query, Map<String, String> parameters) {
        return graph.table(query.statement(), query.values(parameters), query.columns(), timeout, MAX_ROWS);
    }

    /**
     * Runs a statement that only reads the graph.
     *
     * @throws RecallException INVALID if Neo4j rejects the statement, it exceeds {@link #TIMEOUT}, or it does anything else
     */
    public GraphTable run(String text) {
        CypherStatement statement = new CypherStatement("the statement", text);
        ResultSummary summary = graph.explain(statement, timeout);
        if (summary.queryType() != QueryType.READ_ONLY || !summary.hasPlan()
                || operators(summary.plan()).anyMatch(operator -> REFUSED.matcher(operator).matches())) {
            throw new RecallException(RecallException.Code.INVALID,
                    "the statement must only read the graph: no write, no procedure call, no LOAD CSV, no administration");
        }
        return read(statement, Map.of());
    }

    private GraphTable read(CypherStatement statement, Map<String, ?> parameters) {
        return graph.table(statement, parameters, List.of(), timeout, MAX_ROWS);
    }

    private String elementId(NodeLabel label, String key) {
        List<String> ids = graph.read(CypherStatement.of("recall/node-id", label), Map.of("key", label.key(key)),
                row -> row.string("id"));
        if (ids.isEmpty()) {
            throw unknown(label, key);
        }
        return ids.getFirst();
    }

    private static RecallException unknown(NodeLabel label, String key) {
        return new RecallException(RecallException.Code.NOT_FOUND,
                "the graph has no " + label.label() + " '" + key + "'");
    }

    private static Stream<String> operators(Plan plan) {
        return Stream.concat(Stream.of(plan.operatorType()),
                plan.children().stream().flatMap(GraphExplorer::operators));
    }
}
