package io.graphrecall.cypher.testing;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base class of tests that start with the same graph, which a Cypher statement creates before each test. */
@ExtendWith(RunningGraph.class)
public abstract class GraphTestBase {

    protected final TestGraph graph;
    private final String fixture;

    protected GraphTestBase(GraphAddress address, String fixture) {
        graph = new TestGraph(address);
        this.fixture = fixture;
    }

    @BeforeEach
    final void loadFixture() {
        graph.load(fixture);
    }

    @AfterEach
    final void closeGraph() {
        graph.close();
    }
}
