package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

@ExtendWith(RunningGraph.class)
class GraphExplorerAccountIT {

    @Test
    void explorationUsesItsAccount(GraphAddress address, @TempDir Path home) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        Path password = home.resolve("explorer-password");
        Files.writeString(password, "not the password\n");
        administer(address, "CREATE USER explorer IF NOT EXISTS SET PASSWORD 'only-for-reads' CHANGE NOT REQUIRED");
        try {
            assertThat(explored(address, home).statusCode()).as("another password").isEqualTo(503);
            Files.writeString(password, "only-for-reads\n");
            HttpResponse<String> read = explored(address, home);
            assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
            assertThat(json(read).at("/rows/0/0").intValue()).isEqualTo(7);
        } finally {
            administer(address, "DROP USER explorer");
        }
    }

    /** Returns the response to a statement, of a service whose recalls succeed. */
    private static HttpResponse<String> explored(GraphAddress address, Path home) {
        try (TestService service = TestService.start(
                address, home, "recall.graph.explorer { user = explorer, password-file = explorer-password }")) {
            assertThat(service.recall("ann")).containsExactly("p");
            return service.post("/v1/cypher", "{\"statement\":\"RETURN 3 + 4\"}");
        }
    }

    private static void administer(GraphAddress address, String command) {
        try (Driver driver = GraphDatabase.driver(
                address.uri(), AuthTokens.basic(address.user(), address.password()));
                Session session = driver.session(SessionConfig.forDatabase("system"))) {
            session.run(command).consume();
        }
    }
}
