package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.SummaryCounters;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs statements in one Neo4j database over Bolt. Thread-safe; connections are pooled and opened when first needed.
 *
 * <p>Trouble with the connection is a {@link RecallException} with code {@code UNAVAILABLE}, a broken constraint a
 * {@link ConstraintException}. A statement that the database refuses for any other reason is an error of this program
 * and an {@link IllegalStateException} that names it.
 */
public final class GraphClient implements AutoCloseable {

    /** Rows fetched at a time when streaming: large enough to hide the round trip, small enough to be no memory. */
    private static final long STREAM_FETCH_SIZE = 10_000;

    private final URI uri;
    private final Driver driver;

    private GraphClient(URI uri, Driver driver) {
        this.uri = uri;
        this.driver = driver;
    }

    /** A client of the database at an address. Does not connect yet: {@link #ping} does. */
    public static GraphClient connect(URI uri, String user, String password) {
        Config config = Config.builder().withMinimumNotificationSeverity(NotificationSeverity.OFF)
                .withConnectionTimeout(10, TimeUnit.SECONDS).withMaxTransactionRetryTime(30, TimeUnit.SECONDS)
                .withTelemetryDisabled(true).build();
        return new GraphClient(uri, GraphDatabase.driver(uri, AuthTokens.basic(user, password), config));
    }

    /** Where the database is. */
    public URI uri() {
        return uri;
    }

    /** Returns once the database has answered with these credentials. */
    public void ping() {
        translating("ping", () -> {
            driver.verifyConnectivity();
            return true;
        });
    }

    /** Runs a reading statement and returns its rows, each made into a value by {@code row}. Retried when transient. */
    public <T> List<T> read(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return translating(statement.name(), () -> {
            try (Session session = driver.session(reading(0))) {
                return session.executeRead(tx -> rows(tx, statement, parameters, row));
            }
        });
    }

    /**
     * Runs a reading statement and hands its rows to {@code sink} one by one, in constant memory. Not retried, since the
     * sink may have seen rows already; what the sink throws ends the stream and is passed on.
     */
    public void stream(CypherStatement statement, Map<String, ?> parameters, Consumer<GraphRow> sink) {
        translating(statement.name(), () -> {
            try (Session session = driver.session(reading(STREAM_FETCH_SIZE))) {
                Result result = session.run(statement.text(), bound(parameters));
                result.forEachRemaining(record -> sink.accept(new GraphRow(record)));
                return true;
            }
        });
    }

    /**
     * Does {@code work} in one transaction and commits it; what it throws rolls back. Transient errors, deadlocks among
     * them, are retried for up to 30 seconds, so {@code work} may run several times and must change nothing but the
     * graph.
     */
    public <T> T write(Function<GraphTransaction, T> work) {
        return translating("write", () -> {
            try (Session session = driver.session()) {
                return session.executeWrite(tx -> work.apply(new DriverTransaction(tx)));
            }
        });
    }

    @Override
    public void close() {
        driver.close();
    }

    private static SessionConfig reading(long fetchSize) {
        SessionConfig.Builder config = SessionConfig.builder().withDefaultAccessMode(AccessMode.READ);
        return (fetchSize > 0 ? config.withFetchSize(fetchSize) : config).build();
    }

    private static <T> List<T> rows(
            TransactionContext tx, CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return tx.run(statement.text(), bound(parameters)).list(record -> row.apply(new GraphRow(record)));
    }

    /** The driver reads parameters only. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> bound(Map<String, ?> parameters) {
        return (Map<String, Object>) parameters;
    }

    private <T> T translating(String task, Supplier<T> work) {
        try {
            return work.get();
        } catch (Neo4jException e) {
            throw DriverErrors.translate(e, task, uri);
        }
    }

    /** A statement's error is translated by the statement's name; what the driver would retry is left to the driver. */
    private final class DriverTransaction implements GraphTransaction {

        private final TransactionContext tx;

        private DriverTransaction(TransactionContext tx) {
            this.tx = tx;
        }

        @Override
        public <T> List<T> run(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
            return attempt(statement, () -> rows(tx, statement, parameters, row));
        }

        @Override
        public WriteCounts execute(CypherStatement statement, Map<String, ?> parameters) {
            return attempt(statement, () -> {
                SummaryCounters counters = tx.run(statement.text(), bound(parameters)).consume().counters();
                return new WriteCounts(counters.nodesCreated(), counters.nodesDeleted(),
                        counters.relationshipsCreated(), counters.relationshipsDeleted(), counters.propertiesSet(),
                        counters.constraintsAdded(), counters.indexesAdded());
            });
        }

        private <T> T attempt(CypherStatement statement, Supplier<T> work) {
            try {
                return work.get();
            } catch (Neo4jException e) {
                if (DriverErrors.retryable(e)) {
                    throw e;
                }
                throw DriverErrors.translate(e, statement.name(), uri);
            }
        }
    }
}
