package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionCallback;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.ResultSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Client for one Neo4j database over Bolt. Thread-safe. Connections are pooled and opened on first use.
 *
 * <p>At an address {@code neo4j://…}, writes go to the leader of a cluster and reads to any server. Each call passes on the
 * bookmarks of the calls that ended before it, so that a read sees all that this client has read and written, on a server
 * that is behind as well. {@link #readLatest} also sees what other clients have written.
 *
 * <p>A connection problem is reported as a {@link RecallException} with code {@code UNAVAILABLE}, an interrupt of the thread
 * between attempts as one with code {@code CANCELLED} (the thread stays interrupted), a write whose values
 * the database refuses as a {@link RefusedWriteException}. If the database rejects a statement for any other reason, the
 * program is at fault and the client throws an {@link IllegalStateException} that names the statement.
 */
public final class GraphClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GraphClient.class);
    /** Rows per fetch when streaming: enough to hide the round-trip time, few enough to use little memory. */
    private static final long STREAM_FETCH_SIZE = 10_000;
    /** Maximum number of times that a write is run if the database terminates its transaction. */
    private static final int MAX_ATTEMPTS = 5;
    /**
     * Ends with a line break: an error message of Neo4j then quotes a line of the statement without these words. Without the
     * option, plans lack the subqueries in list comprehensions and other expressions.
     */
    private static final String EXPLAIN = "EXPLAIN CYPHER debug=renderNestedPlanExpressions\n";
    /** Place of an error in a message of Neo4j. */
    private static final Pattern POSITION = Pattern.compile("line (\\d+), column (\\d+) \\(offset: (\\d+)\\)");

    private final URI uri;
    private final Driver driver;
    private final GraphSessions sessions;
    private final LockWatchdog watchdog;
    private final @Nullable GraphCircuit circuit;

    private GraphClient(URI uri, Driver driver, GraphSessions sessions, @Nullable GraphCircuit circuit) {
        this.uri = uri;
        this.driver = driver;
        this.sessions = sessions;
        watchdog = new LockWatchdog(sessions);
        this.circuit = circuit;
    }

    /**
     * Creates a client for the database at an address. The client connects on first use.
     */
    public static GraphClient connect(URI uri, String user, String password) {
        Config config = Config.builder().withUserAgent(GraphUsers.agent())
                .withMinimumNotificationSeverity(NotificationSeverity.OFF)
                .withConnectionTimeout(10, TimeUnit.SECONDS).withMaxTransactionRetryTime(30, TimeUnit.SECONDS)
                .withTelemetryDisabled(true).build();
        Driver driver = GraphDatabase.driver(uri, AuthTokens.basic(user, password), config);
        return new GraphClient(uri, driver, new GraphSessions(uri, driver), null);
    }

    /**
     * Returns a client of the same connections whose calls fail at once with code UNAVAILABLE while a circuit is open.
     * Closing either client closes the connections.
     */
    public GraphClient with(GraphCircuit circuit) {
        return new GraphClient(uri, driver, sessions, circuit);
    }

    /** Returns false while the circuit of this client is open. A client without circuit always returns true. */
    public boolean isResponding() {
        return circuit == null || !circuit.isOpen();
    }

    /** Returns the address of the database. */
    public URI uri() {
        return uri;
    }

    /** Runs a read-only statement and maps each row to a value. Transient errors are retried. */
    public <T> List<T> read(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return call(statement.name(), () -> {
            try (Session session = sessions.causal(AccessMode.READ)) {
                return session.executeRead(tx -> rows(tx, statement, parameters, row));
            }
        });
    }

    /**
     * Runs a read-only statement as {@link #read(CypherStatement, Map, Function)} within a time.
     *
     * @throws RecallException UNAVAILABLE also if the rows are not there in time
     */
    public <T> List<T> read(
            CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row, Duration limit) {
        // The database ends a transaction only some time after its timeout; zero would mean no timeout.
        TransactionConfig timeout = TransactionConfig.builder().withTimeout(limit.plusMillis(1)).build();
        Supplier<List<T>> work = () -> translatingErrors(statement.name(), () -> {
            try (Session session = sessions.causal(AccessMode.READ)) {
                return session.executeRead(tx -> rows(tx, statement, parameters, row), timeout);
            }
        });
        return circuit == null ? work.get() : circuit.call(work, limit);
    }

    /**
     * Runs a read-only statement on the server that accepts writes and maps each row to a value. It sees every write that
     * was committed before, and so does every later read of this client.
     */
    public <T> List<T> readLatest(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return call(statement.name(), () -> {
            try (Session session = sessions.causal(AccessMode.WRITE)) {
                return session.executeWrite(tx -> rows(tx, statement, parameters, row));
            }
        });
    }

    /**
     * Runs a read-only statement within limits and returns its rows for display.
     *
     * @param columns columns of the rows; those of the result if empty
     * @throws RecallException INVALID if Neo4j rejects the statement or it exceeds the time
     */
    GraphTable table(CypherStatement statement, Map<String, ?> parameters, List<String> columns, Duration timeout,
            int maxRows) {
        return limited(statement.name(), timeout,
                tx -> GraphTable.read(tx.run(statement.text(), bound(parameters)), columns, maxRows));
    }

    /** Returns the plan of a statement without running it. Throws as {@link #table} does. */
    ResultSummary explain(CypherStatement statement, Duration timeout) {
        try {
            return limited(statement.name(), timeout, tx -> tx.run(EXPLAIN + statement.text()).consume());
        } catch (RecallException e) {
            throw new RecallException(e.code(), POSITION.matcher(String.valueOf(e.getMessage()))
                    .replaceAll(position -> "line %d, column %s (offset: %d)".formatted(
                            Long.parseLong(position.group(1)) - 1, position.group(2),
                            Long.parseLong(position.group(3)) - EXPLAIN.length())),
                    e);
        }
    }

    private <T> T limited(String task, Duration timeout, TransactionCallback<T> work) {
        TransactionConfig limit = TransactionConfig.builder().withTimeout(timeout).build();
        return call(task, () -> {
            try (Session session = sessions.warned()) {
                return session.executeRead(work, limit);
            } catch (Neo4jException e) {
                throw DriverErrors.translateQuery(e, task, uri);
            }
        });
    }

    /**
     * Runs a read-only statement and passes its rows to {@code sink} one at a time, in constant memory. The statement
     * is not retried because the sink may already have received rows. An exception from the sink ends the stream and is
     * rethrown.
     */
    public void stream(CypherStatement statement, Map<String, ?> parameters, Consumer<GraphRow> sink) {
        call(statement.name(), () -> {
            try (Session session = sessions.causal(AccessMode.READ, STREAM_FETCH_SIZE)) {
                Result result = session.run(statement.text(), bound(parameters));
                result.forEachRemaining(record -> sink.accept(new GraphRow(record)));
                return true;
            }
        });
    }

    /** Runs a read-only statement once on the server that accepts writes, without bookmarks to wait for. */
    void probe(CypherStatement statement) {
        call(statement.name(), () -> {
            try (Session session = sessions.leader()) {
                session.run(statement.text()).consume();
                return true;
            }
        });
    }

    /**
     * Runs a read-only statement that a person entered. The database refuses one that writes.
     *
     * @param limit   maximum number of rows
     * @param timeout maximum time, after which the database ends the statement
     * @throws RecallException INVALID if the database rejects the statement or ends it after the timeout
     */
    public QueryResult query(String statement, Map<String, ?> parameters, int limit, Duration timeout) {
        return limited("the statement", timeout,
                tx -> QueryResult.read(tx.run(statement, bound(parameters)), List.of(), limit));
    }

    /**
     * Runs a built-in query.
     *
     * @param given parameter values by name, as text
     * @throws RecallException INVALID as {@link Exploration#values} does, or if the database ends it after the timeout
     */
    public QueryResult query(Exploration query, Map<String, String> given, Duration timeout) {
        Map<String, Object> values = query.values(given);
        return limited(query.name(), timeout, tx -> QueryResult.read(
                tx.run(query.statement().text(), bound(values)), query.columns(), Integer.MAX_VALUE));
    }

    /**
     * Runs {@code work} in one transaction and commits it. An exception from {@code work} rolls the transaction back.
     * Throws a {@link RefusedWriteException} if the database refuses the values.
     * Transient errors, including deadlocks, are retried for up to 30 seconds, and a transaction that the database
     * terminates up to {@value #MAX_ATTEMPTS} times. Therefore {@code work} may run several times and must have no effects
     * outside the graph.
     *
     * <p>If the write waits for a transaction of a process that does not respond, that transaction is terminated.
     */
    public <T> T write(Function<GraphTransaction, T> work) {
        Supplier<T> call = () -> watchdog.watch(() -> attempt(work, MAX_ATTEMPTS));
        return circuit == null ? call.get() : circuit.complete(call);
    }

    private <T> T attempt(Function<GraphTransaction, T> work, int attempts) {
        try (Session session = sessions.causal(AccessMode.WRITE)) {
            return session.executeWrite(tx -> work.apply(new GraphTransaction(uri, tx)));
        } catch (Neo4jException e) {
            if (attempts == 1 || !DriverErrors.terminated(e)) {
                throw DriverErrors.translateWrite(e, "write", uri);
            }
            LOG.warn("A write is repeated because its transaction was terminated: {}", e.getMessage());
        } catch (IllegalStateException e) {
            throw DriverErrors.translateInterrupt(e, "write");
        }
        return attempt(work, attempts - 1);
    }

    @Override
    public void close() {
        driver.close();
    }

    static <T> List<T> rows(
            TransactionContext tx, CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return tx.run(statement.text(), bound(parameters)).list(record -> row.apply(new GraphRow(record)));
    }

    /** Safe because the driver only reads the parameters. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> bound(Map<String, ?> parameters) {
        return (Map<String, Object>) parameters;
    }

    private <T> T call(String task, Supplier<T> work) {
        Supplier<T> call = () -> translatingErrors(task, work);
        return circuit == null ? call.get() : circuit.call(call);
    }

    private <T> T translatingErrors(String task, Supplier<T> work) {
        try {
            return work.get();
        } catch (Neo4jException e) {
            throw DriverErrors.translate(e, task, uri);
        } catch (IllegalStateException e) {
            throw DriverErrors.translateInterrupt(e, task);
        }
    }
}
