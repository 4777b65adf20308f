package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetaPathsIT {

    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().tags("a", "gel", "red").tags("b", "gel", "blue").tags("c", "blue", "green").content("far")
                .item("coat", "blue").author("far", "ed")
                .clicked("one", "a").clicked("one", "far").clicked("two", "a").clicked("two", "b")
                .path("tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.PATHSIM)
                .path("users", "Content<-CLICKED-User-CLICKED->Content", Measure.WALK)
                .path("shopped", "User-PURCHASED->Item-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK)
                .path("followed", "User-FOLLOWS->User-PUBLISHED->Content", Measure.COUNT)
                .publish(TestService.store(home), 0);
        service = TestService.start(address, home);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void contentToContentPathsStartAtTriggers() {
        service.post("/v1/events", "[" + click("mia-1", "mia", "a") + "]");

        HttpResponse<String> answer = metapath("mia", 0);

        assertThat(ids(answer)).containsExactlyInAnyOrder("b", "far");
        JsonNode reason = json(answer).at("/contents/0/channels/0");
        assertThat(reason.get("trigger").textValue()).isEqualTo("content:a");
        assertThat(reason.get("metapath").textValue()).isIn("tags", "users");
    }

    @Test
    void aPurchaseIsFollowedByTheNextRecall() {
        service.post("/v1/events", "[{\"event_id\":\"noa-1\",\"user_id\":\"noa\",\"action\":\"purchase\","
                + "\"item_id\":\"coat\",\"timestamp\":" + (SmallWorld.NOW - 60_000) + "}]");

        HttpResponse<String> answer = metapath("noa", 0);

        assertThat(ids(answer)).containsExactlyInAnyOrder("b", "c");
        assertThat(json(answer).at("/contents/0/channels/0/score").floatValue()).isCloseTo(0.5f, within(1e-3f));
        assertThat(json(answer).at("/contents/0/channels/0/metapath").textValue()).isEqualTo("shopped");
    }

    @Test
    void followedAuthorsLeadToTheirContents() {
        new GraphWriter(service.graph()).writeUsers(List.of(
                new User(new UserId("fan"), Map.of(), List.of(new UserId("ed")), List.of(), List.of())));

        assertThat(ids(metapath("fan", 0))).containsExactly("far");

        new GraphWriter(service.graph()).writeUsers(List.of(
                new User(new UserId("friend"), Map.of(), List.of(new UserId("two")), List.of(), List.of())));
        long seq = json(service.post("/v1/contents",
                "[{\"content_id\":\"debut\",\"author\":\"two\"}]")).get("seq").longValue();
        assertThat(ids(metapath("friend", seq))).as("the first content of an author").containsExactly("debut");
        assertThat(service.delete("/v1/contents/debut").statusCode()).isLessThan(300);
    }

    @Test
    void aPostedContentWithKnownTagsIsACandidateAndATrigger() {
        service.post("/v1/events", "[" + click("liv-1", "liv", "c") + "]");
        long seq = json(service.post("/v1/contents",
                "[{\"content_id\":\"new\",\"tags\":[\"green\",\"blue\"],\"author\":\"ed\"}]")).get("seq").longValue();

        assertThat(ids(metapath("liv", seq))).startsWith("new").contains("b");
        assertThat(json(metapath("liv", seq)).at("/contents/0/channels/0/score").floatValue())
                .as("both of its tags are those of c").isCloseTo(1, within(1e-3f));

        service.post("/v1/events", "[" + click("kim-1", "kim", "new") + "]");
        assertThat(ids(metapath("kim", seq))).containsExactly("c", "b");
        assertThat(service.delete("/v1/contents/new").statusCode()).isLessThan(300);
    }

    private HttpResponse<String> metapath(String user, long seq) {
        return service.post("/v1/recall", "{\"user_id\":\"" + user
                + "\",\"channels\":[{\"id\":\"metapath\"}],\"min_seq\":" + seq + "}");
    }
}
