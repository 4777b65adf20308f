package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ConnectionReadTimeoutException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

import java.net.URI;
import java.util.regex.Pattern;

/** Translates exceptions of the Neo4j driver for callers of {@link GraphClient}. */
final class DriverErrors {

    private static final String CLIENT_ERROR = "Neo.ClientError.";
    private static final String CONSTRAINT = CLIENT_ERROR + "Schema.ConstraintValidationFailed";
    /** Client errors that the text of a statement or the account causes. All others depend on the values of a write. */
    private static final Pattern INDEPENDENT_OF_VALUES = Pattern.compile(
            "Neo\\.ClientError\\.((Security|Procedure|Database|Cluster|Request|Routing)\\..*"
                    + "|Statement\\.(SyntaxError|SemanticError|ParameterMissing|AccessMode|NotSystemDatabaseError))");

    /** Codes of a database that stopped after a failed write or is read-only, both usually for want of disk space. */
    private static final Pattern REFUSES_WRITES = Pattern.compile(
            "Neo\\.DatabaseError\\.Transaction\\.Transaction(LogError|StartFailed|CommitFailed)"
                    + "|Neo\\.ClientError\\.General\\.ForbiddenOnReadOnlyDatabase");

    /** Codes of a transaction that another program or a time limit of the database ended. */
    private static final Pattern TERMINATED = Pattern.compile(
            "Neo\\.ClientError\\.Transaction\\.(Terminated|TransactionTimedOut.*)");

    private DriverErrors() {}

    /** Returns true if the database refuses all writes until its disk has space and it is started again. */
    static boolean refusesWrites(@Nullable Throwable e) {
        return e instanceof Neo4jException known && REFUSES_WRITES.matcher(String.valueOf(known.code())).matches();
    }

    /** Returns true if the driver retries the transaction itself. */
    static boolean retryable(Neo4jException e) {
        return e instanceof RetryableException;
    }

    /** Returns true if the database ended the transaction before it was committed, whatever it wrote. */
    static boolean terminated(Neo4jException e) {
        return TERMINATED.matcher(String.valueOf(e.code())).matches();
    }

    /**
     * Translates an exception.
     *
     * @param task failed task, for example the name of a statement
     */
    static RuntimeException translate(Neo4jException e, String task, URI uri) {
        if (e instanceof AuthenticationException || e instanceof SecurityException) {
            return unavailable("Neo4j at " + uri + " rejected the user name or password", e);
        }
        if (e instanceof ServiceUnavailableException || e instanceof SessionExpiredException
                || e instanceof ConnectionReadTimeoutException) {
            return unavailable("Neo4j at " + uri + " does not respond (" + task + "): " + e.getMessage(), e);
        }
        if (refusesWrites(e)) {
            return unavailable("Neo4j at " + uri + " accepts no writes (" + task + "): " + e.getMessage(), e);
        }
        if (retryable(e) || terminated(e)) {
            return unavailable(
                    task + " failed on Neo4j at " + uri + " after retries: " + e.getMessage(), e);
        }
        return new IllegalStateException(task + " was rejected by Neo4j: " + e.getMessage(), e);
    }

    /**
     * Translates an exception of a write.
     *
     * @param task failed task, for example the name of a statement
     */
    static RuntimeException translateWrite(Neo4jException e, String task, URI uri) {
        String code = String.valueOf(e.code());
        if (code.equals(CONSTRAINT)) {
            return new RefusedWriteException(task + " violates a constraint: " + e.getMessage(), e);
        }
        return code.startsWith(CLIENT_ERROR) && !refusesWrites(e) && !terminated(e)
                && !INDEPENDENT_OF_VALUES.matcher(code).matches()
                        ? new RefusedWriteException("the graph cannot store it (" + task + "): " + e.getMessage(), e)
                        : translate(e, task, uri);
    }

    /**
     * Translates an exception of a read that a person wrote or limited.
     *
     * @param task failed task, for example the name of a statement
     */
    static RuntimeException translateQuery(Neo4jException e, String task, URI uri) {
        return String.valueOf(e.code()).startsWith(CLIENT_ERROR) && !(e instanceof SecurityException)
                && !refusesWrites(e)
                        ? new RecallException(Code.INVALID, task + " was refused by Neo4j: " + e.getMessage(), e)
                        : translate(e, task, uri);
    }

    /** Translates the exception of a wait between two attempts that was interrupted. Returns others as they are. */
    static RuntimeException translateInterrupt(IllegalStateException e, String task) {
        if (!(e.getCause() instanceof InterruptedException)) {
            return e;
        }
        Thread.currentThread().interrupt();
        return new RecallException(Code.CANCELLED, task + " was cancelled", e);
    }

    private static RecallException unavailable(String message, Neo4jException cause) {
        return new RecallException(Code.UNAVAILABLE, message, cause);
    }
}
