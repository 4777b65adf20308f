package io.graphrecall.cypher;

import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.SummaryCounters;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Operations of one transaction of {@link GraphClient#write}, which are committed together or not at all. Must not be
 * used after that call or by several threads.
 */
public final class GraphTransaction {

    private final URI uri;
    private final TransactionContext tx;

    GraphTransaction(URI uri, TransactionContext tx) {
        this.uri = uri;
        this.tx = tx;
    }

    /** Runs a statement and maps each row to a value. */
    public <T> List<T> run(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row) {
        return attempt(statement, () -> GraphClient.rows(tx, statement, parameters, row));
    }

    /** Runs a statement for its side effects and discards any rows. */
    public WriteCounts execute(CypherStatement statement, Map<String, ?> parameters) {
        return attempt(statement, () -> {
            SummaryCounters counters = tx.run(statement.text(), GraphClient.bound(parameters)).consume().counters();
            return new WriteCounts(
                    counters.nodesCreated(), counters.nodesDeleted(), counters.relationshipsDeleted());
        });
    }

    /** Translates errors with the name of the statement, except those after which the transaction is repeated. */
    private <T> T attempt(CypherStatement statement, Supplier<T> work) {
        try {
            return work.get();
        } catch (Neo4jException e) {
            if (DriverErrors.retryable(e) || DriverErrors.terminated(e)) {
                throw e;
            }
            throw DriverErrors.translateWrite(e, statement.name(), uri);
        }
    }
}
