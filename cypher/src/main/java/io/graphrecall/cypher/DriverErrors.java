package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ConnectionReadTimeoutException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

import java.net.URI;

/** What the driver's errors mean to callers of {@link GraphClient}. */
final class DriverErrors {

    private static final String CONSTRAINT = "Neo.ClientError.Schema.ConstraintValidationFailed";

    private DriverErrors() {}

    /** Whether the driver runs the transaction again on its own. */
    static boolean retryable(Neo4jException e) {
        return e instanceof RetryableException;
    }

    /** @param task what was being done, for instance the name of a statement */
    static RuntimeException translate(Neo4jException e, String task, URI uri) {
        if (CONSTRAINT.equals(e.code())) {
            return new ConstraintException(task + " breaks a constraint: " + e.getMessage(), e);
        }
        if (e instanceof AuthenticationException || e instanceof SecurityException) {
            return unavailable("Neo4j at " + uri + " refused the user name or password", e);
        }
        if (e instanceof ServiceUnavailableException || e instanceof SessionExpiredException
                || e instanceof ConnectionReadTimeoutException) {
            return unavailable("Neo4j at " + uri + " does not answer (" + task + "): " + e.getMessage(), e);
        }
        if (retryable(e)) {
            return unavailable(
                    "Neo4j at " + uri + " could not do " + task + " in spite of retries: " + e.getMessage(), e);
        }
        return new IllegalStateException(task + " was refused by Neo4j: " + e.getMessage(), e);
    }

    private static RecallException unavailable(String message, Neo4jException cause) {
        return new RecallException(Code.UNAVAILABLE, message, cause);
    }
}
