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
 * Gives tests a running Neo4j: {@code @ExtendWith(RunningGraph.class)} on the class, a {@link GraphAddress} parameter
 * where it is wanted.
 *
 * <p>The modules of a Maven run share a process, those that are tested at a time have one each; it ends with that run.
 * Before each test class the graph is emptied of nodes and relationships. Constraints and indexes stay. A test class must not
 * run beside another one of its module that uses the graph.
 */
public final class RunningGraph implements BeforeAllCallback, ParameterResolver {

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
