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

    @Override
    public void beforeAll(ExtensionContext context) {
        GraphAddress address = SharedGraph.address();
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
