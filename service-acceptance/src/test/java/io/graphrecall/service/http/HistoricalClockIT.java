package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A service on historical data, whose clock is years behind the real one. */
@ExtendWith(RunningGraph.class)
class HistoricalClockIT {

    private static final Instant AS_OF = Instant.parse("2019-11-15T23:59:59.999Z");

    @Test
    void anEventOfTodayIsAcceptedAndOneOfTomorrowEveningIsNot(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 2).tags("a", "gel").tags("t", "gel").publish(TestService.store(home), 0);
        Clock system = Clock.systemUTC();
        Instant today = system.instant();
        Clock clock = Clock.offset(system, Duration.between(today, AS_OF));
        try (TestService service = TestService.start(address, home, clock)) {
            JsonNode receipt = json(service.post("/v1/events", "[" + String.join(",",
                    event("of-then", AS_OF), event("of-today", today), event("of-the-future",
                            today.plus(Duration.ofDays(2))))
                    + "]"));

            assertThat(receipt.get("accepted").intValue()).isEqualTo(2);
            assertThat(receipt.get("rejected")).singleElement().satisfies(rejected -> {
                assertThat(rejected.get("index").intValue()).isEqualTo(2);
                assertThat(rejected.get("reason").textValue())
                        .startsWith("/timestamp is more than one day in the future: ");
            });
            JsonNode user = json(service.get("/v1/users/of-today"));
            assertThat(user.get("recent").findValuesAsText("timestamp"))
                    .isEqualTo(List.of(Instant.ofEpochMilli(today.toEpochMilli()).toString()));
            assertThat(user.get("tags").findValuesAsText("tag")).containsOnly("gel");
            assertThat(service.recall("of-today")).contains("t").doesNotContain("a");
        }
    }

    private static String event(String user, Instant at) {
        return "{\"user_id\":\"%s\",\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":\"%s\"}"
                .formatted(user, at);
    }
}
