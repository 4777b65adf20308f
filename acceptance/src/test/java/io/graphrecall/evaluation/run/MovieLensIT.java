package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Films of 1937 to 1998 in the layout of ml-100k, served today. The titles, years and genres are real; the ratings, of
 * 1998, are simulated: user u likes films of one of eight groups of genres, by u modulo 8.
 */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovieLensIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STAR_WARS = "1";
    private static final String ANNIE_HALL = "21";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestGraph graph;
    private final GraphAddress address;

    @SuppressWarnings("NullAway.Init")
    private RecallHome home;

    @SuppressWarnings("NullAway.Init")
    private RecallServer server;

    MovieLensIT(GraphAddress address) {
        this.address = address;
        graph = new TestGraph(address);
    }

    @BeforeAll
    void loadBuildAndServeToday(@TempDir Path folder) throws URISyntaxException {
        graph.empty();
        home = RecallHome.remote(folder.resolve("home"), address);
        home.loader().load(DataSetFolder.open(layout("ml-100k")), true, Progress.NONE);
        home.build(BuildOptions.DEFAULT.withoutFit().withTraining(TrainingOptions.NONE), Progress.NONE);
        server = home.serve(ServiceSettings.of(home.folder()).withPort(0).withCluster(
                new ClusterSettings("movies-" + System.nanoTime(), "127.0.0.1", 5701, List.of(), 2)),
                Clock.systemUTC());
    }

    private static Path layout(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(MovieLensIT.class.getResource("/movielens/" + name)).toURI());
    }

    @AfterAll
    void close() {
        client.close();
        server.close();
        home.close();
        graph.close();
    }

    @Test
    void theServiceWarnsThatTheRatingsAreOld() {
        assertThat(server.startWarning()).hasValueSatisfying(
                warning -> assertThat(warning).contains("--as-of 1998-"));
    }

    @Test
    void channelsWithTriggersRecallContentsFromOldRatings() throws IOException, InterruptedException {
        JsonNode coverage = get("/v1/users/1/recall?size=50").get("coverage");

        for (String channel : List.of("i2i", "metapath", "v2v_text", "attribute", "term")) {
            assertThat(channel(coverage, channel).get("returned").intValue()).as(channel).isPositive();
        }
        assertThat(channel(coverage, "query2v").get("reason").textValue()).isEqualTo("the user has no searches");
    }

    @Test
    void genresAreTheInterestsOfAUser() throws IOException, InterruptedException {
        JsonNode user = get("/v1/users/8");

        assertThat(user.at("/categories/0/category").toString()).isEqualTo("[\"Sci-Fi\"]");
        assertThat(user.get("attributes")).isEmpty();
    }

    @Test
    void reasonsAreGenresAndWordsOfTitlesAndNoYears() throws IOException, InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (int user = 1; user <= 8; user++) {
            get("/v1/users/" + user + "/recall?size=50").get("contents").forEach(content -> content.get("channels")
                    .forEach(channel -> reasons.add(channel.path("trigger").asText())));
        }

        assertThat(reasons).contains("category:Western", "category:Sci-Fi", "category:Horror")
                .noneMatch(reason -> reason.matches("attribute:.*|term:(19[3-8]\\d|199[0-8])"));
    }

    @Test
    void starWarsIsMoreLikeScienceFictionThanLikeAFilmOfTheSameYear() throws IOException, InterruptedException {
        JsonNode similar = get("/v1/contents/" + STAR_WARS + "/similar?space=attribute&size=20").get("contents");

        // The other two films of the trilogy, then one of two films that share three of its five genres.
        assertThat(similar.findValuesAsText("content_id").subList(0, 2)).containsExactlyInAnyOrder("2", "3");
        assertThat(similar.findValuesAsText("content_id").get(2)).isIn("10", "12");
        assertThat(similar.findValuesAsText("content_id")).doesNotContain(ANNIE_HALL);
    }

    @Test
    void theNearestTenOfStarWarsAreScienceFictionOrAdventure() throws IOException, InterruptedException {
        JsonNode similar = get("/v1/contents/" + STAR_WARS + "/similar?space=attribute&size=10&include=categories")
                .get("contents");

        assertThat(similar).hasSize(10).allSatisfy(film -> assertThat(film.get("categories").toString())
                .containsPattern("Sci-Fi|Adventure"));
    }

    @Test
    void theCsvLayoutHasTheSameFilms() throws URISyntaxException {
        CheckReport check = DataSetLoader.check(DataSetFolder.open(layout("ml-latest-small")), 5, Progress.NONE);

        assertThat(check.profile().contents()).isEqualTo(121);
        assertThat(check.profile().contentFields()).containsEntry("category", 121L)
                .containsEntry("extra field year", 121L)
                .doesNotContainKey("attributes");
        assertThat(check.defects()).isEmpty();
    }

    private static JsonNode channel(JsonNode coverage, String id) {
        for (JsonNode channel : coverage.get("channels")) {
            if (channel.get("id").textValue().equals(id)) {
                return channel;
            }
        }
        throw new AssertionError("no channel " + id);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
