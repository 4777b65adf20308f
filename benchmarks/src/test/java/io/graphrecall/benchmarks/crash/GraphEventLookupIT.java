package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.UserId;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Instant;
import java.util.List;

@ExtendWith(RunningGraph.class)
class GraphEventLookupIT {

    private final GraphClient graph;

    GraphEventLookupIT(GraphAddress address) {
        graph = GraphClient.connect(address.uri(), address.user(), address.password());
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void storedClicksAreFoundByTheirIdentity() {
        GraphSchema.migrate(graph);
        new GraphWriter(graph).writeEvents(List.of(
                event("e1", "u1", Action.CLICK, new ContentId("c/1")),
                event("e2", "u2", Action.LIKE, new ContentId("c2")),
                event("e3", "u1", Action.CLICK, new ContentId("c3"))));
        assertThat(new GraphEventLookup(graph).find(List.of("e1", "e2", "e3", "unknown")))
                .containsExactlyInAnyOrder(new StoredEvent("e1", "u1", "c/1"), new StoredEvent("e3", "u1", "c3"));
    }

    private static BehaviourEvent event(String id, String user, Action action, NodeKey target) {
        return new BehaviourEvent(
                id, new UserId(user), action, target, Instant.parse("2026-11-25T00:00:00Z"), 1, null, null, null, null);
    }
}
