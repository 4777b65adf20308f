package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

@ExtendWith(RunningGraph.class)
class GraphClientIT {

    @Test
    void answers(GraphAddress address) {
        try (GraphClient client = GraphClient.connect(address.uri(), address.user(), address.password())) {
            client.ping();
            GraphSchema.migrate(client);
            assertThat(client.read(new CypherStatement("x", "RETURN gds.version() AS v"), Map.of(),
                    row -> row.string("v"))).containsExactly("2.26.0");
        }
    }
}
