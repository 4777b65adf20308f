package io.graphrecall.testkit;

import io.graphrecall.neo4j.GraphAddress;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JUnit extension that provides a running Neo4j. Add {@code @ExtendWith(RunningGraph.class)} to the test class and a
 * {@link GraphAddress} parameter to its constructor or methods.
 *
 * <p>Test processes of one Maven run share a Neo4j if they run in sequence, and have one each if they run in parallel. It
 * ends with the Maven run. All nodes and relationships are deleted before each test class; constraints and
 * indexes stay. Test classes of one module that use the graph must not run in parallel: if others do, add
 * {@code @ResourceLock(RunningGraph.NAME)}.
 */
public final class RunningGraph implements BeforeAllCallback, ParameterResolver {

    /** Name of the graph as a resource that test classes of one process share. */
    public static final String NAME = "io.graphrecall.testkit.RunningGraph";

    /**
     * Lets the local Neo4j of a home keep the plan of a statement although tests fill and empty the graph. It would plan most
     * statements again for every test, which takes a third of its processor time. Call it before the first start.
     */
    public static void keepPlans(Path home) {
        try {
            Path store = Files.createDirectories(home.resolve("graph"));
            Files.writeString(store.resolve("neo4j.conf"), "dbms.cypher.min_replan_interval=1h\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the shared Neo4j the local Neo4j of a home without one, by a link. Commands see it as running and started by
     * another command, so they neither start nor stop it. Its start takes seconds, and its plans are kept.
     */
    public static void lend(Path home) {
        try {
            Files.createSymbolicLink(Files.createDirectories(home).resolve("graph"), SharedGraph.store());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        empty(SharedGraph.address());
    }

    /** Deletes all nodes and relationships of a Neo4j. */
    public static void empty(GraphAddress address) {
        try (Driver driver = GraphDatabase.driver(address.uri(),
                AuthTokens.basic(address.user(), address.password()))) {
            try (Session session = driver.session()) {
                session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS").consume();
                session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GraphAddress.class;
    }

    @Override
    public GraphAddress resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return SharedGraph.address();
    }
}
