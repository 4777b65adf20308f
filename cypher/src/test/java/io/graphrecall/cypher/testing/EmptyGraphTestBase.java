package io.graphrecall.cypher.testing;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base class of tests that start with an empty graph. */
@ExtendWith(RunningGraph.class)
public abstract class EmptyGraphTestBase {

    protected final TestGraph graph;

    protected EmptyGraphTestBase(GraphAddress address) {
        graph = new TestGraph(address);
    }

    @BeforeEach
    final void emptyGraph() {
        graph.empty();
    }

    @AfterEach
    final void closeGraph() {
        graph.close();
    }
}
