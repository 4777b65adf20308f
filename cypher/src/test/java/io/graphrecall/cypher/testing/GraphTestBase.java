package io.graphrecall.cypher.testing;

import io.graphrecall.neo4j.GraphAddress;
import org.junit.jupiter.api.BeforeEach;

/** Base class of tests that start with the same graph, which a Cypher statement creates before each test. */
public abstract class GraphTestBase extends EmptyGraphTestBase {

    private final String fixture;

    protected GraphTestBase(GraphAddress address, String fixture) {
        super(address);
        this.fixture = fixture;
    }

    @BeforeEach
    final void loadFixture() {
        graph.run(fixture);
    }
}
